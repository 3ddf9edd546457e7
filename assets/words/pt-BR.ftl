# Palavras das páginas impressas e da página para levar, em português do Brasil.
# Os números chegam como devem ser mostrados. Cada chave existe em todas as línguas, com as mesmas variáveis.

## Comuns

language = pt-BR
simulation = simulação por computador
simulation-foot = Simulação por computador; não é fotografia nem promessa
subject = Simulação por computador de micropigmentação capilar; não é fotografia nem promessa
honesty = Uma simulação; não é fotografia nem promessa. A rapidez com que o pigmento clareia varia de pessoa para pessoa.
made-by = Pointille { $version }, plano { $digest }
page-of = { $page } de { $pages }
logo = Logotipo da clínica
logo-of = Logotipo de { $practice }
figure = Cabeça simulada, { $caption }
range = { $likely } ({ $low } a { $high })
first-days-head = Os primeiros dias
long-term-head = Depois
notes = Anotações da clínica
in-all = no total
touch-up-after = { $likely } anos ({ $earliest } a { $latest })
touch-up-later = mais
touch-up-unknown = mais tarde do que se pode dizer (se clareia depressa: { $earliest } anos)

## Tempos

time-before = antes
time-healed = cicatrizado
time-healed-on = cicatrizado, { $time }
time-just-done = recém-feito
time-hours = { $n ->
    [one] { $amount } hora
   *[other] { $amount } horas
}
time-day = dia { $amount }
time-weeks = { $n ->
    [one] { $amount } semana
   *[other] { $amount } semanas
}
time-months = { $n ->
    [one] { $amount } mês
   *[other] { $amount } meses
}
time-years = { $n ->
    [one] { $amount } ano
   *[other] { $amount } anos
}
time-years-short = { $amount } a
time-after-visit = após a visita { $number }

## Nomes do que um plano contém

zone-front = frente
zone-mid-scalp = meio
zone-crown = coroa
zone-temples = têmporas
zone-sides = lados
zone-donor = área doadora
ink-carbon = carbono
ink-iron-oxide = óxido de ferro
light-clinic = consultório
light-daylight = luz do dia
light-sun = sol
light-window = janela
light-ring = luz anular
light-studio = estúdio
light-evening = noite
loss-none = nenhuma
loss-vertex = Norwood III vértex
loss-diffuse = difusa
loss-total = completa
view-front = de frente
view-profile = de perfil
view-three-quarter = três quartos
view-left = esquerda
view-top = de cima
side-caption = { $view }, { $time }

## Cuidados; não são conselho médico

first-days-1 = Mantenha o couro cabeludo seco por quatro dias; depois lave com delicadeza, só com água.
first-days-2 = Nada de suor, sauna, piscina ou sol até as casquinhas caírem.
first-days-3 = Não coce nem arranque: as casquinhas caem sozinhas em cerca de uma semana.
first-days-4 = Não raspe antes que o profissional autorize, em geral de quatro a sete dias depois.
first-days-5 = Vermelhidão e pontos escuros são comuns no início; boa parte do escuro sai com as casquinhas.
first-days-6 = Ligue para a clínica se houver inchaço, febre ou vermelhidão que se espalha.
long-term-1 = Raspe com a frequência prevista: a imagem mostra a cabeça recém-raspada.
long-term-2 = Protetor solar todos os dias: o sol clareia o pigmento e escurece a pele ao redor.
long-term-3 = Uma loção matificante tira o brilho; ácidos e retinol aceleram a perda de cor.
long-term-4 = Conte com um retoque depois de alguns anos; a tabela diz entre quando e quando.
long-term-5 = Avise clínicas de laser e médicos que o couro cabeludo é tatuado.
care-touch-up = Retoque: após { $when }, contados da primeira visita.

## Calendário de visitas

recall-visit = Visita { $number }
recall-control = Revisão do trabalho cicatrizado
recall-touch-up = Pode ser hora de um retoque
recall-plan = Plano { $digest }

## Ficha de tratamento

record-title = Ficha de tratamento
record-over-time = Com as visitas, os dias e os anos
record-at-scale = A linha frontal em tamanho real
record-care = Cuidados e acordo
record-client = Cliente
record-views = Antes e cicatrizado, em luz dura
record-line = Linha frontal
record-zones = Pontos por zona
record-visits = Tinta e visitas
record-sign = Acordado como está desenhado
record-sessions = Após cada visita
record-healing = Os primeiros dez dias
record-years = Os anos, sem retoque
record-lights = O mesmo trabalho cicatrizado em outras luzes
record-limits = O que não fará
record-checks = Informado e perguntado
zone-column-1 = zona
zone-column-2 = cm²
zone-column-3 = pontos por cm²
zone-column-4 = pontos, cerca de
visit-column-1 = visita
visit-column-2 = dia
visit-column-3 = pontos, cerca de
visit-column-4 = água : tinta
visit-column-5 = horas
visit-column-6 = preço
visit-cost-in = preço, { $currency }
signed-for-1 = Forma e posição da linha
signed-for-2 = Tom dos pontos
signed-for-3 = Número de visitas e seu preço
signature-1 = cliente, data
signature-2 = profissional, data
limit-1 = Os pontos são planos: a menos de um braço de distância, com luz rasante ou ao lado de cabelo mais longo, são vistos como pontos.
limit-2 = Eles não crescem. O cabelo ao lado que ficar mais longo do que no plano se distingue deles.
limit-3 = A pele sem cabelo brilha onde o cabelo raspado não brilharia: as imagens brilham como diz o plano.
limit-4 = Uma cicatriz mantém o relevo e pode pegar menos pigmento do que a pele ao lado.
limit-5 = O pigmento clareia num ritmo que ninguém conhece antes de a primeira visita cicatrizar: a faixa mostra quanto os ritmos diferem.
limit-6 = O cabelo que mais tarde embranquece ou cai o faz ao lado de pontos que ficam como estão.
limit-7 = Telas e impressoras mostram as cores de outro modo: avalie o tom na pele, na primeira visita.
question-1 = Queloides ou cicatrizes elevadas
question-2 = Psoríase, eczema ou infecção do couro cabeludo
question-3 = Anticoagulantes ou distúrbio de coagulação
question-4 = Alergia a pigmentos, metais ou anestesia local
question-5 = Queda de cabelo que pode ser passageira
question-6 = Laser no couro cabeludo há menos de 90 dias; cicatriz com menos de 9 meses; transplante há menos de 6 meses
question-7 = Retinoides ou ácidos no couro cabeludo
question-8 = Uma pinta que mudou
answer-1 = sim
answer-2 = não
record-chart = Contraste com a pele sem pigmento, assentado após 90 dias = 100 %: linha, o curso provável; faixa, de quem perde devagar a quem perde depressa; tracejado, onde se costuma querer um retoque.
record-chart-due = Retoque após { $when }.
record-qr = Código da impressão digital do plano
client-code = código
client-age = idade
client-age-band = de { $from } a { $to } anos
client-skin = pele
client-loss = queda de cabelo
client-hair = cabelo
skin-scanned = como no escaneamento
skin-monk = Monk { $step } (cerca de Fitzpatrick { $kind }, ITA { $ita }°)
skin-lab = L*a*b* { $lab }, ITA { $ita }° (Fitzpatrick { $kind })
skin-fitzpatrick = Fitzpatrick { $kind } (ITA { $ita }°, Monk { $monk })
hair-clipped = aparado a { $mm } mm
hair-shaved = raspado { $hours } horas antes
hair-no-guard = aparado sem pente
hair-white = { $worn }, { $share } % brancos
line-height = meio acima da glabela
line-height-is = { $mm } mm ao longo da pele
line-corners = cantos atrás dele
line-corners-are = direito { $right } mm, esquerdo { $left } mm
line-unlike = da direita à esquerda
line-unlike-is = { $mm } mm de diferença
line-fade = esfumado
line-fade-is = { $mm } mm de largura
line-length = comprimento, de orelha a orelha
line-drawn = { $mm } mm, desenhado à mão
line-measured = { $mm } mm, por medidas
record-ink = Tinta: { $ink }; agulha { $needle } mm; pigmento a { $depth } mm de profundidade; as primeiras fileiras da linha, { $lighter } partes mais claras. Próximo retoque após { $due }.

## Uma visita como foi

visit-name = Visita { $number } de { $count }
visit-touch-up = Retoque { $number }
visit-facts = O que foi feito
visit-seen = O que foi visto
visit-pictures = Fotografia e simulação
visit-planned = no plano
visit-done = feito
visit-date = data
visit-day = dia { $day }
visit-needle = agulha
visit-lot = lote do pigmento
visit-dilution = água : tinta
visit-dots = pontos
visit-dots-about = cerca de { $dots }
visit-nothing = Nada foi anotado.
visit-photograph = Fotografia, { $caption }
visit-beside = À esquerda, a pessoa; à direita, a simulação por computador do mesmo dia, do mesmo lado e com a mesma lente. A luz e a câmera da fotografia podem ser outras.

## Filme para a pele

film-title = Filme para a pele, 1:1
film-more = Filme para a pele, 1:1, continuação
film-how = Imprima a 100 %, nunca “ajustar à página”, e meça a caixa. Recorte pelas bordas tracejadas; coloque a linha vermelha pela marca da linha média, com o lado impresso para cima, e pressione do meio para fora. Corte a borda onde ela levantar. As marcas ficam a cada 10 mm.
film-how-short = Imprima a 100 % e meça a caixa. As marcas ficam a cada 10 mm; a linha média conta da glabela.
film-mirrored = Espelhado, para papel de transferência: o que é impresso sai do lado certo na pele. Só as palavras não são viradas.
film-measure = meça-me: 100 mm
film-foot = Visto de fora; para cima é em direção à coroa; direita e esquerda são as da pessoa; plano { $digest }
film-midline = linha média
film-hairline = linha frontal
film-arc = arco de trago a trago
film-moles = { $count ->
    [one] Há uma pinta no couro cabeludo: deixe { $mm } mm livres ao redor; junto a uma linha ela tem um anel azul.
   *[other] Há { $count } pintas no couro cabeludo: deixe { $mm } mm livres ao redor de cada uma; as que ficam junto a uma linha têm um anel azul.
}
film-front = Linha frontal, de canto a canto
film-temple-right = Têmpora direita, da costeleta ao canto
film-temple-left = Têmpora esquerda, do canto à costeleta
film-nape = Borda da nuca
film-crown = Anel da coroa
film-midline-line = Linha média, da glabela para trás
film-scar = Cicatriz
film-tragus-arc = Arco sobre a cabeça, da orelha direita à esquerda
film-to-face = para o rosto
film-to-back = para trás
film-right-sideburn = costeleta direita
film-corner = canto
film-left-sideburn = costeleta esquerda
film-right = direita do cliente
film-left = esquerda do cliente
film-piece = , { $number } de { $count }
film-about = { $name }{ $piece }: { $length } mm ao longo da linha; posto ao redor da cabeça, desvia { $off } mm no máximo; suas bordas são { $edge }
film-edge-same = tão longas quanto a pele
film-edge-long = até { $mm } mm longas demais: corte e sobreponha
film-edge-short = até { $mm } mm curtas demais: corte e afaste

## Folhas e comparações

develop-phone = como um telefone mostra, não para julgar tons
sheet-title = Folha de consulta
sheet-about = { $dots } pontos; antes e { $after }; luz: { $light }; plano { $digest }
compare-title = Planos lado a lado
compare-about = a mesma câmera e a mesma luz ({ $light }); { $plans }
roads-title = Vinte anos, três caminhos
roads-about = retocado quando é hora, deixado como está ou removido a laser; plano { $digest }
road-touched-up = com retoques
road-left = sem retoques
road-laser = a laser

## Vistas, filmes, tiras e modelos

before-treatment = antes do tratamento
wipe-caption = esquerda: { $time }; direita: antes do tratamento
growth-caption = { $time }, { $days } dias depois de raspar
strip-title = Com os anos
strip-about = { $touch-ups }; plano { $digest }
strip-next = um retoque vence após { $next }
strip-touch-ups = retoques: { $planned }; o próximo vence após { $next }
strip-lines = linhas: curso provável; faixas: de perda lenta a rápida
strip-pigment = pigmento que resta, %
strip-tone = ΔE só pelo pigmento; anéis: estas imagens
strip-weeks = { $n } sem
strip-years = { $n } a
strip-months = { $n } m
variant-bare = sem pigmento
clinical-front = de frente
clinical-frontal = parte frontal
clinical-midline = linha média
clinical-vertex = vértex
clinical-temporal-left = têmpora esquerda
clinical-temporal-right = têmpora direita
clinical-left = esquerda
clinical-right = direita
clinical-back = de trás
clinical-brows = sobrancelhas
clinical-hairline = linha frontal
clinical-temple-left = têmpora esquerda
clinical-temple-right = têmpora direita
clinical-sideburn-left = costeleta esquerda
clinical-sideburn-right = costeleta direita
clinical-nape = nuca
clinical-top = de cima
clinical-occiput = parte de trás
clinical-half-left = meia esquerda
clinical-half-right = meia direita
clinical-crown = coroa
clinical-donor = área doadora

## Página para levar

page-heading = Sua simulação
page-picture = Imagem da cabeça
page-noscript = Os scripts estão desligados: esta é uma imagem da simulação; o plano está ao lado.
page-time = Tempo
page-turn = Girar
page-divider = Antes, à esquerda da linha
page-no-webgpu = Este navegador não consegue desenhar a cabeça: estas imagens foram feitas antes. Chrome e Edge a partir da 113, Safari a partir da 26 e Firefox a partir da 141 (Windows) conseguem, em um aparelho com processador gráfico.
page-view = Vista
page-plan = Seu plano
page-aftercare = Cuidados
page-around = ao redor
page-from-above = de cima
page-from-behind = de trás
fact-hairline = Linha frontal acima das sobrancelhas
fact-dots = Pontos
fact-dots-on = { $dots } em { $area } cm²
fact-density = Densidade, { $zone }
fact-density-is = { $density } pontos por cm²
fact-visits = Visitas
fact-visits-on = { $count } (dias { $days })
fact-hours = Horas no total
fact-cost = Preço no total
fact-cost-is = { $likely } { $currency } ({ $low } a { $high })
fact-touch-up = Retoque após
