# Words of the window, in Portuguese as it is written in Brazil.
# A key stands in every language, with the same variables.

## Línguas e unidades

language-name = Português (Brasil)
unit-mm = mm
unit-inch = pol.
window-preparing = A imagem está sendo preparada …
menu-language = Idioma
menu-lengths = Medidas
menu-mm = milímetros
menu-inch = polegadas

## A barra

bar-plan = Plano
bar-plan-hint = Mostrar ou ocultar o plano (N)
bar-undo = Desfazer
bar-redo = Refazer
bar-nothing = nada
bar-undo-hint = Desfazer: { $name } (Ctrl + Z)
bar-redo-hint = Refazer: { $name } (Ctrl + Shift + Z)
bar-divider = Divisor
bar-divider-hint = Antes e depois; arraste a linha (D)
bar-beside = Lado a lado
bar-beside-hint = Antes e depois, um ao lado do outro, girados juntos (S)
bar-ghost = Véu
bar-ghost-hint = O dia antes do tratamento como um véu sobre a imagem, enquanto o tempo passa (G)
bar-ghost-share = parte do dia antes do tratamento
bar-light = Luz: { $name }
bar-turned = girada
bar-client = Mostrar ao cliente
bar-client-hint = Só a cabeça, em tela cheia (F11)
bar-help = Ajuda
look-front = Frente
look-three-quarter-left = ¾ esq.
look-left = Esq.
look-back = Atrás
look-right = Dir.
look-three-quarter-right = ¾ dir.
look-top = Topo
look-crown = Coroa

## Antes e depois, plano A e plano B

seen-before = Antes
seen-after = Depois
seen-a = Plano A
seen-b = Plano B
seen-bare = antes
seen-day = simulação, { $day }
seen-side = { $side }: { $day }
seen-ghost = { $shown }, sob { $share } % do dia antes do tratamento
seen-ghost-a = plano B sob { $share } % do plano A, { $day }
ab-keep = Guardar como A
ab-keep-hint = Guarda o plano como está agora: continue editando e compare A com B
ab-kept = o plano fica como A; o que for editado a partir de agora é B
ab-menu = A/B
ab-menu-comes = A/B …
ab-against-before = comparar com antes
ab-against-a = comparar com A
ab-again = guardar o plano de agora como A
ab-back = voltar a A
ab-let-go = soltar A

## A face do cliente

face-just-done = Recém-feito
face-healed = Cicatrizado
face-year = 1 ano
face-five-years = 5 anos
face-ten-years = 10 anos
face-compare = Comparar
face-healed-on = Cicatrizado · { $time }
face-caption = { $fading } · luz: { $light } · simulação, não promessa
face-slow = clareia devagar
face-typical = clareia como de costume
face-fast = clareia depressa

## A linha do tempo

days-name = Dia após a primeira sessão
days-play = reproduzir
days-stop = parar
days-play-hint = Reproduzir (P)
days-bare = sem nada
days-first = dia 0
days-healed = cicatrizado
days-1-y = 1 a
days-3-y = 3 a
days-5-y = 5 a
days-10-y = 10 a
days-1-w = 1 sem
days-1-mo = 1 mês
days-3-mo = 3 meses
days-due-hint = Quando o contraste com a pele nua provavelmente será pouco; entre parênteses, quem clareia depressa e quem devagar.
days-due = retoque após { $due }
days-due-next = próximo retoque após { $due }
days-not-due = nenhum retoque até onde se pode dizer
days-not-due-next = nenhum outro retoque até onde se pode dizer
days-not-due-fast = nenhum retoque até onde se pode dizer (se clareia depressa: após { $years } anos)
days-not-due-fast-next = nenhum outro retoque até onde se pode dizer (se clareia depressa: após { $years } anos)
days-session = sessão { $number }, { $day }: { $share } % dos pontos
days-touch-up = retoque, { $day }: { $share } % dos pontos
days-touch-up-due = { $due }: { $share } % dos pontos
days-lightening = clareamento, { $day }: sai { $share } %

## Arquivos

file-menu = Arquivo
file-open = Abrir…
file-save = Salvar
file-save-as = Salvar como…
file-built-in-head = Cabeça incorporada
file-copy-picture = Copiar imagem
file-save-picture = Salvar imagem…
file-sheet = Folha de consulta…
file-stop = Parar
file-drawing = desenhando, { $share } % ×
file-copied = a imagem está na área de transferência
file-saved-to = salvo em { $path }
file-save-hint = Salvar em { $path } (Ctrl + S)
file-save-new-hint = Salvar em um arquivo novo na pasta atual (Ctrl + S)
file-drop-here = Solte um plano, um escaneamento, uma fotografia ou um panorama
file-all-kinds = planos, escaneamentos, fotografias, panoramas
file-plans = planos
file-scans = escaneamentos de uma cabeça
file-panoramas = panoramas como luz
file-photographs = fotografias
file-pictures = imagens
file-ask-open = Abrir um plano, um escaneamento, uma fotografia ou um panorama
file-ask-photograph = Trazer uma fotografia do cliente
file-ask-save-as = Salvar o plano como
file-ask-picture = Salvar a imagem
file-ask-sheet = Salvar uma folha de consulta
file-no-dialog = Este sistema não mostra diálogo de arquivos. Solte um arquivo na janela ou digite o caminho.
file-path = caminho do arquivo
file-reading = lendo { $path } …
file-opened-plan = aberto: { $name }
file-opened-plan-on-scan = aberto: { $name }; foi posto sobre o escaneamento aberto
file-opened-scan = Escaneamento { $path }
file-opened-built-in = a cabeça incorporada
file-look-at = Veja isto: { $doubt }
file-lit-by = iluminado por { $name }

## O que é recusado

refused = Não foi possível abrir
refused-file = { $path }: { $why }
refused-not-text = não é texto, e um plano é
refused-unknown-kind = só se pode abrir um plano (.toml), um escaneamento (.obj, .ply, .stl, .glb), uma fotografia (.jpg, .png, .webp) ou um panorama (.hdr, .exr)
refused-no-file = esse arquivo não existe; confira o nome e a pasta
refused-folder = é uma pasta; escolha um arquivo nela
refused-large = tem mais de { $most } MiB: é demais
refused-heic = é uma fotografia HEIC, que só alguns telefones leem; salve-a antes como JPEG
refused-photo-large = tem mais pixels do que cabem; salve-a menor, 4000 pixels de largura bastam
refused-photo-small = tem pixels de menos para traçar algo; traga a própria fotografia, não a miniatura
refused-photo = não pode ser lida como fotografia ({ $why }); traga um JPEG, PNG ou WebP

## Perguntas

ask-ok = OK
ask-cancel = Cancelar
ask-not-saved = “{ $name }” não está salvo
ask-save-and-close = Salvar e fechar
ask-close-unsaved = Fechar sem salvar
ask-save-and-open = Salvar e abrir
ask-open-unsaved = Abrir sem salvar
ask-stay = Ficar
ask-unsaved-work = Continuar com o trabalho não salvo?
ask-continue = Continuar
ask-throw-away = Descartar
ask-later = Mais tarde
ask-offered = Uma janela terminou sem ser fechada. As alterações de { $file } foram guardadas { $when }. O arquivo está como foi salvo da última vez.
ask-no-file = um plano sem arquivo
ask-just-now = há menos de um minuto
ask-minutes-ago = { $n ->
    [one] há um minuto
   *[other] há { $n } minutos
}
ask-hours-ago = há { $n } horas
ask-days-ago = há { $n } dias
ask-recovered = o trabalho não salvo voltou; salve-o para guardá-lo
ask-not-kept = o trabalho não salvo não fica guardado se algo falhar: { $why }; salve o plano com Ctrl + S
ask-other-head = Este plano foi desenhado sobre um escaneamento
ask-head-missing = { $path } não está mais lá. O que se mostra é outra cabeça; abra o escaneamento para ver o plano sobre ele.

## O painel do plano

plan-name-hint = Nome do plano. Não o do cliente.
plan-saved = salvo
plan-not-saved = não salvo
plan-dots = { $count } pontos em { $area } cm² de couro cabeludo
plan-hairline = Linha frontal
plan-edges = Bordas à mão
plan-photograph = Fotografia
plan-density = Densidade e tom
plan-brush = Pincel
plan-skin = Pele e cabelo
plan-fading = Clareamento com os anos
plan-person = Pessoa
plan-head = Cabeça
plan-history = Histórico
plan-picture = Imagem
plan-tone-map = curva de tons
plan-exposure = exposição, pontos
plan-match = igualar pontos e cabelo
plan-match-stop = parar de igualar ({ $share } %)
plan-match-hint = Busca a densidade e o tom com que os pontos cicatrizados passam por cabelo próprio a 400 mm.
plan-matched = pontos e cabelo raspado: ΔE00 { $now } em média, antes { $before }
plan-matched-limited = pontos e cabelo raspado: ΔE00 { $now } em média, antes { $before }; chegou-se a um limite
plan-matched-dark = { $told }; o tom é tão escuro quanto esta pele aceita, o cabelo continua mais escuro
plan-as-opened = como foi aberto
plan-undone = desfeito: { $name } (Ctrl + Shift + Z refaz)
plan-redone = refeito: { $name }
plan-steps-none = o plano como foi aberto
plan-steps = { $n ->
    [one] após o primeiro passo
   *[other] após { $n } passos
}
zones-all = todas as zonas

## A linha frontal

line-shape = forma
line-by-hand = desenhada à mão
line-soft-square = quadrada suave
line-youthful = juvenil
line-mature = madura
line-mature-high = madura, alta
line-receded = recuada
line-rounded = arredondada
line-straight = alinhada, reta
line-widows-peak = bico de viúva
line-soft = suave, irregular
line-notched = com recortes
line-womans = de mulher
line-above-brows = { $unit } acima das sobrancelhas
line-recess = { $unit } de entradas
line-softness = { $unit } de borda suave
line-irregularity = borda irregular
line-symmetry = simetria
line-usual = mostrar o usual nesta idade
line-raises-all = Medido na cabeça, pela pele. Sobe e desce toda a linha desenhada.
line-recess-by-hand = Medido na cabeça. Arraste os pontos da linha para mudá-lo.
line-behind = entradas: { $right } à direita, { $left } à esquerda
line-softness-hint = Largura em que os pontos começam aos poucos.
line-irregularity-hint = 0 é traçada com régua, 1 como nascida, 2 espalhada.
line-symmetry-hint = 1 é uma imagem de espelho, 0 a maior diferença natural.
line-points = pontos mostrados
line-points-hint = arraste um ponto da imagem pela pele; clique duplo na linha acrescenta um, clique direito tira um
line-points-rule = Esta borda está desenhada à mão: arraste os pontos ou tire-os com “de novo por medidas”.
line-as-measured = de novo por medidas
line-as-measured-hint = Tira os pontos de controle.
line-fewest = { $least } pontos são o mínimo que desenha esta borda; arraste um ou tire todos com “de novo por medidas”
line-mirrored = espelhada a partir da esquerda do cliente
line-nape-raise = { $unit } mais alta a nuca
line-sideburn-raise = { $unit } mais curtas as costeletas
line-edge-none = nenhum
line-edge-hairline = linha frontal
line-edge-nape = nuca
line-edge-sideburn-left = costeleta esquerda
line-edge-sideburn-right = costeleta direita
line-edge-crown = coroa
line-held = linha { $height } acima das sobrancelhas ({ $off } { $than } que o usual) · { $side }
line-lower = mais baixa
line-higher = mais alta
line-in-the-middle = no meio
line-left-of-middle = { $length } à esquerda do meio
line-right-of-middle = { $length } à direita do meio

## Densidade e tom

dots-density = pontos/cm², { $zone }
dots-shade = tom
dots-soft = suave
dots-soft-hint = Preenchimento claro: a pele cicatrizada conserva uns 84 % da luz.
dots-natural = natural
dots-natural-hint = Como a maioria dos trabalhos prontos: uns 68 %.
dots-strong = forte
dots-strong-hint = Um raspado denso: uns 56 %, com mais pontos, mais largos e escuros.
dots-own = cabelo próprio
dots-own-hint = Tão escuro quanto o cabelo do cliente, como ele o usa.
dots-water = partes de água (tom)
dots-water-hint = Partes de água para uma de pigmento: menos é mais escuro.
dots-diameter = { $unit } de ponto cicatrizado
dots-hand = mão
dots-hand-hint = Com que regularidade os pontos são postos e pegam.
dots-hand-even = regular
dots-hand-ordinary = comum
dots-hand-poor = ruim
dots-uptake = pega desigual
dots-uptake-hint = Quanto o pigmento varia de um lugar a outro.
dots-depth = { $unit } de profundidade

## Pele e cabelo

skin-loss = perda de cabelo
skin-loss-none = sem perda
skin-loss-diffuse = difusa
skin-loss-total = total
skin-worn = acabamento
skin-worn-natural = natural
skin-matte = fosco
skin-by-fitzpatrick = pele, segundo Fitzpatrick
skin-by-monk = pele, segundo Monk
hair = cabelo
hair-kind-hint = Cor, densidade, espessura, crescimento e fios brancos, como medidos.
hair-european = europeu
hair-east-asian = do leste da Ásia
hair-african = africano
hair-colour = cor do cabelo
hair-colour-one = Cor do cabelo do cliente: { $colour }
tint-black = preto
tint-dark-brown = castanho-escuro
tint-brown = castanho
tint-blond = loiro
tint-red = ruivo
tint-grey = grisalho
tint-white = branco
hair-length = { $unit } de comprimento
hair-grey-share = fios brancos

## Clareamento

fade-slow = devagar
fade-typical = normal
fade-fast = clareia depressa
fade-sun = sol
fade-sun-protected = protegido
fade-sun-ordinary = comum
fade-sun-outdoor = ao ar livre
fade-sun-tropics = trópicos
fade-scalp = couro cabeludo
fade-dry = seco
fade-normal = normal
fade-oily = oleoso
fade-acids = ácidos, retinoides ou esfoliantes
fade-seen = viu-se uma visita cicatrizada
fade-seen-hint = Diz mais que qualquer suposição acima.
fade-seen-days = dias depois
fade-seen-left = do escuro que resta
fade-aftercare = cuidados cumpridos
fade-touch-up = retocar quando clarear
fade-touch-up-under = do contraste que resta
fade-touch-up-hint = É hora de um retoque quando resta menos do contraste cicatrizado.

## Pessoa e cabeça

person-code = código
person-code-hint = Um número de ficha do consultório. Nunca um nome.
person-age = anos de idade
person-scan = um escaneamento conserva o rosto
person-eyes = olhos
person-eyes-open = abertos
person-eyes-closed = fechados
person-irises = íris
person-iris-dark-brown = castanho-escuro
person-iris-brown = castanho
person-iris-hazel = avelã
person-iris-green = verde
person-iris-blue = azul
person-iris-grey = cinza
person-wears = veste
person-wears-nothing = nada
person-wears-crew-neck = gola careca
person-wears-cape = capa
beard = barba
beard-none = nenhuma
beard-shaved = raspada
beard-stubble = por fazer
beard-short = curta
beard-full = cheia
beard-length = { $unit } de comprimento
beard-density = de uma barba cheia
beard-grey = fios brancos
shape-look = aspecto
shape-man = homem
shape-woman = mulher
shape-long-narrow = longa e estreita
shape-short-wide = curta e larga
shape-length = { $unit } de comprimento
shape-breadth = { $unit } de largura
shape-height = { $unit } de altura sobre as orelhas
shape-face = { $unit } de rosto
shape-jaw = { $unit } de mandíbula
shape-ear = { $unit } de orelhas
shape-ear-off = { $unit } que saem as orelhas
shape-neck = { $unit } de pescoço
shape-masculinity = de mulher a homem
shape-years = anos

## O pincel

brush-fill = preencher
brush-fill-hint = Leva a pele sob o pincel à densidade ao lado.
brush-thin = rarear
brush-thin-hint = Deixa seis de cada dez pontos; repita para deixar menos.
brush-erase = apagar
brush-erase-hint = Tira os pontos; com Shift qualquer pincel o faz.
brush-paint = Pintar
brush-paint-hint = Pintar na cabeça: arraste pela pele; ao lado da cabeça, arrastar a gira (B, Esc)
brush-wide = { $unit } de largura
brush-wide-hint = Alt + roda, [ e ]
brush-density = pontos/cm² ao preencher
brush-both = igual dos dois lados
brush-strokes = { $n ->
    [one] 1 pincelada
   *[other] { $n } pinceladas
}
brush-take-last = tirar a última
brush-take-all = tirar todas

## Uma fotografia para traçar

photo-bring = Trazer uma fotografia…
photo-bring-hint = Um JPEG, PNG ou WebP do cliente, para traçar a linha frontal. Fica na memória e não é gravado em lugar nenhum.
photo-away = Tirá-la
photo-opened = { $name }: fica na memória e não é gravada em lugar nenhum
photo-places = Lugares
photo-places-hint = Clique nos mesmos lugares da cabeça e da fotografia; deles se deduz a câmera
photo-line = Traçar a linha
photo-line-hint = Desenhe a linha frontal na fotografia ou clique ao longo dela
photo-beside = ao lado
photo-beside-hint = A fotografia ao lado da cabeça; a roda a amplia
photo-over = por cima
photo-over-hint = A fotografia sobre a cabeça, vista da câmera dela
photo-divided = dividida
photo-divided-hint = A fotografia de um lado de uma linha, a cabeça do outro; arraste a linha
photo-opacity = da fotografia
photo-look = Olhar da câmera dela
photo-look-hint = A cabeça como a câmera da fotografia a viu
photo-no-places = Tirar todos os lugares
photo-new-line = Recomeçar a linha
photo-new-line-hint = O próximo traço começa outra linha; o que está na cabeça fica (Ctrl + Z desfaz)
photo-needs-camera = Clique antes em pelo menos quatro lugares de ambas: deles se deduz a câmera
photo-pane = Fotografia, para clicar em lugares e traçar
photo-next-line = Desenhe a linha frontal na fotografia ou clique ao longo dela; fica na cabeça ao soltar
photo-next-on-photo = Lugar { $number }: clique nele também na fotografia
photo-next-on-head = Lugar { $number }: clique nele também na cabeça
photo-next-place = Lugar { $number } de pelo menos { $least }: clique nele na cabeça e na fotografia (o canto de um olho, a ponta do nariz, uma orelha, o queixo)
photo-next-more = Clique em mais lugares para firmar a câmera, ou trace a linha
photo-unmatched = câmera ainda não deduzida: { $places } de { $least } lugares
photo-matched = câmera deduzida, com erro de { $error } em { $places } lugares
photo-matched-worst = { $told }; o lugar { $number } desvia { $error }: arraste-o, ou tire-o com clique direito
photo-matched-one-more = { $told }; mais um lugar dirá se é verdade
photo-beside-the-head = a linha cai fora da cabeça como foi deduzida; trace-a sobre a cabeça ou corrija os lugares

## A imagem e a ajuda

head-name = Cabeça, que se gira arrastando e se aproxima com a roda
help-title = Teclas e mouse
help-keys-1 = arrastar
help-does-1 = girar a cabeça
help-keys-2 = arrastar com o botão direito ou do meio, Shift + arrastar
help-does-2 = deslocar
help-keys-3 = roda, pinça
help-does-3 = aproximar do ponteiro
help-keys-4 = clique duplo
help-does-4 = olhar de perto esse lugar
help-keys-5 = arrastar um ponto de uma borda
help-does-5 = levá-lo pela pele
help-keys-6 = clique duplo na borda
help-does-6 = acrescentar um ponto
help-keys-7 = clique direito ou Delete em um ponto
help-does-7 = tirá-lo
help-keys-8 = 1 – 8
help-does-8 = frente, ¾ esq., esq., atrás, dir., ¾ dir., topo, coroa
help-keys-9 = Espaço
help-does-9 = antes, depois
help-keys-10 = D
help-does-10 = divisor; arraste a linha
help-keys-11 = S
help-does-11 = antes e depois lado a lado
help-keys-12 = G
help-does-12 = véu do dia antes do tratamento
help-keys-13 = setas
help-does-13 = para trás e para a frente no tempo
help-keys-14 = P
help-does-14 = reproduzir o tempo
help-keys-15 = L
help-does-15 = outra luz
help-keys-16 = E
help-does-16 = pontos da linha frontal
help-keys-17 = B
help-does-17 = pincel de pontos; Shift apaga
help-keys-18 = [ e ], Alt + roda
help-does-18 = pincel mais estreito, mais largo
help-keys-19 = N
help-does-19 = mostrar ou ocultar o plano
help-keys-20 = Home
help-does-20 = voltar ao início
help-keys-21 = F11
help-does-21 = face do cliente, em tela cheia; Esc sai
help-keys-22 = Page Up, Page Down, .
help-does-22 = nela: imagens preparadas; preto
help-keys-23 = Tab
help-does-23 = próximo controle
help-keys-24 = Esc
help-does-24 = sair do que foi aberto por último
help-keys-25 = Ctrl + Z
help-does-25 = desfazer
help-keys-26 = Ctrl + Shift + Z, Ctrl + Y
help-does-26 = refazer
help-keys-27 = Ctrl + O, ou soltar um arquivo
help-does-27 = abrir um plano, um escaneamento, uma fotografia ou um panorama
help-keys-28 = Ctrl + S, Ctrl + Shift + S
help-does-28 = salvar o plano, salvá-lo como outro
help-keys-29 = F12
help-does-29 = salvar a imagem
help-keys-30 = Ctrl + mais, menos, 0
help-does-30 = controles maiores, menores, como de costume
help-keys-31 = Ctrl + Q
help-does-31 = fechar
help-drawn-by = Desenha { $device }
help-no-gpu = Sem GPU: desenha na CPU { $device }

## Passos do histórico

step-from-to = { $what }: de { $from } a { $to }
step-to = { $what }: { $to }
step-yes = sim
step-no = não
step-name = nome do plano
step-code = código do cliente
step-age = idade
step-skin = pele
step-hair-loss = perda de cabelo
step-oil = oleosidade do couro cabeludo
step-finish = acabamento
step-sun = sol
step-acids = ácidos, retinoides ou esfoliantes
step-fading = clareamento
step-observed = visita cicatrizada vista
step-client = cliente
step-look = aspecto da cabeça
step-proportions = proporções da cabeça
step-eyes = olhos
step-irises = íris
step-clothing = roupa
step-head = cabeça
step-hair-kind = tipo de cabelo
step-hair-length = comprimento do cabelo
step-hair-grey = fios brancos
step-hair-colour = cor do cabelo
step-hair = cabelo
step-beard-length = comprimento da barba
step-beard-density = densidade da barba
step-beard-grey = fios brancos da barba
step-beard = barba
step-line-shape = forma da linha frontal
step-line-height = altura da linha frontal
step-line-recess = entradas
step-line-softness = borda suave
step-line-irregularity = borda irregular
step-line-symmetry = simetria
step-line-points = linha frontal à mão
step-line-mirrored = bordas espelhadas
step-nape-points = nuca à mão
step-sideburn-left-points = costeleta esquerda à mão
step-sideburn-right-points = costeleta direita à mão
step-crown-points = coroa à mão
step-nape-height = altura da nuca
step-sideburns = comprimento das costeletas
step-edges = bordas
step-line = linha frontal
step-density-front = densidade na frente
step-density-mid-scalp = densidade no meio
step-density-crown = densidade da coroa
step-density-temples = densidade das têmporas
step-zones = densidade e pontos
step-dilution = diluição
step-shade = tom
step-uptake = pega desigual
step-hand = mão
step-pigment = pigmento
step-aftercare = cuidados posteriores
step-rates = tarifas
step-visits = visitas
step-touch-ups = retoques
step-lightening = clareamento
step-scars = cicatrizes
step-brush = pincel
step-plan = plano

## Conselhos sobre um plano, junto do que tratam

advice-low = A linha fica { $found } acima das sobrancelhas. Parece jovem demais para esta idade, mais a cada ano, e não dá para subi-la de novo; o usual é { $usual }.
advice-closed = As entradas ficam { $found } atrás do meio. Entradas fechadas emolduram o rosto como o de um menino; nesta idade costumam ficar cerca de { $usual } atrás.
advice-temples = As pontas das têmporas avançam { $found }. Nesta idade têmporas fechadas denunciam o trabalho; o usual é { $usual }.
advice-square = Os cantos são quadrados e o degradê é estreito: juntos parecem traçados com régua. O usual são cantos arredondados.
advice-unbroken = A linha quase não é quebrada ({ $found }). A que cresce tem cerca de 1; 0 é uma régua.
advice-mirror = Esquerda e direita são quase um espelho ({ $found }). Linhas naturais diferem alguns milímetros na altura.
advice-hard = O degradê da linha mede { $found } e é lido como um contorno; o usual é { $usual }.
advice-dense = { $found } pontos por cm²: acima de { $usual } eles se fundem num só tom; o usual é 150.
advice-thin = { $found } pontos por cm²: abaixo de 40 parecem ciscos; o usual é { $usual }, mesmo entre os cabelos.
advice-dots-fine = Pontos cicatrizados de { $found }: mais finos que { $usual }, somem ao cicatrizar.
advice-dots-wide = Pontos cicatrizados de { $found }: mais largos que { $usual }, parecem manchas, não folículos.
advice-helmet = Tantos pontos desta largura deixam { $found } % da luz da pele. Um trabalho pronto deixa de 60 a 78 %; menos de { $usual } % é lido como um capacete.
advice-shallow = Um pigmento a { $found } sai com a superfície da pele em semanas; a partir de { $usual } ele dura.
advice-deep = Um pigmento a { $found } borra e azula; até { $usual } continua nítido.
advice-shade-out-of-reach = Este tom deixaria { $found } % da luz da pele. Estes pontos, na tinta mais escura, deixam { $usual } %; mais pontos ou mais largos chegam mais perto.
advice-dark = { $found } partes de água são mais escuras do que esta pele e este cabelo suportam: os pontos azulam e aparecem. Convêm cerca de { $usual }.
advice-pale = { $found } partes de água ficam pálidas ao lado deste cabelo e duram pouco. Convêm cerca de { $usual }.
advice-white-hair = O cabelo branco raspado não escurece as laterais: os pontos de cima ficarão sozinhos.
advice-no-visit = Não há nenhuma visita, portanto não há pontos; o usual são três.
advice-one-visit = Uma visita: como a pele recebe o pigmento só se vê depois. O usual são de duas a quatro.
advice-many-visits = { $found } visitas; o usual são de duas a quatro.
advice-visits-close = { $found } dias depois da visita anterior a pele não cicatrizou; o usual são de 7 a 14.
advice-visits-short = As visitas fazem { $found } % dos pontos que as zonas pedem.
advice-needle-fine = Uma agulha de { $found }: pontos tão finos somem ao cicatrizar; usam-se de { $usual } em diante.
advice-needle-wide = Uma agulha de { $found }: mais largas que { $usual } servem para preencher e deixam manchas.
advice-hair-long = Um cabelo de { $found } se destaca ao lado dos pontos, que são planos; mantenha-o abaixo de { $usual }.
advice-scar-young = Uma cicatriz de { $found } meses não se assentou, e o pigmento pode se espalhar; melhor esperar { $usual }.
advice-scar-raised = Uma cicatriz que se eleva { $found } conserva a sombra e o brilho sob qualquer pigmento.
advice-scar-sunken = Uma cicatriz afundada { $found } conserva a sombra e o brilho sob qualquer pigmento.

## Falhas de planos, escaneamentos e arquivos

fault-at-line = linha { $line }, coluna { $column }
fault-in-plan = o plano
fault-syntax = { $place }: isto não é TOML válido ({ $why })
fault-unknown-key = { $place }: nenhum plano tem a chave `{ $key }`; { $meant }
fault-missing-key = { $place }: falta a chave `{ $key }`{ $meant }
fault-wrong-value = { $place }: isto não pode ser { $found }; admite-se { $expected }
fault-out-of-range = { $place }: { $found } é impossível; vai de { $least } a { $most }{ $unit }
fault-newer = { $place }: o plano é da versão { $found }, e este programa lê da 0 à { $known }; use um programa mais novo
fault-no-head = isto não parece uma cabeça ({ $why }); traga o escaneamento de uma cabeça
fault-changed = outro programa mudou { $path } desde que foi aberto; salve de novo para gravar este plano nele
fault-no-name = { $path } tem planos com este nome até o centésimo; renomeie o plano ou salve-o com outro nome
