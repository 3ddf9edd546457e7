# Palavras da página em um navegador, em português do Brasil. O que as páginas impressas e a janela já dizem vem dos arquivos delas.
# Cada chave está em todas as línguas, com as mesmas variáveis.

## A página

web-title = Pointille: a micropigmentação capilar, vista antes de ser feita
web-tagline = A micropigmentação capilar, vista antes de ser feita
web-skip = Aos controles
web-head = Cabeça simulada
web-keys = As setas giram, mais e menos aproximam, a barra de espaço mostra antes e depois, Home volta ao início.
web-hint-mouse = Arrastar gira · a roda aproxima
web-hint-touch = Um dedo gira · dois movem e aproximam
web-starting = A cabeça está sendo desenhada …
web-lost = O dispositivo gráfico se perdeu; a imagem é desenhada de novo …
web-nothing-sent = Nada do que você abre ou muda sai desta página.

## Abaixo da imagem

web-compare = Antes e depois
web-divider-at = Divisor: à direita dele, antes
web-time = Tempo desde a primeira visita
web-whole = Cabeça inteira
web-hairline-close = Linha frontal de perto
web-single-dots = Pontos avulsos
web-full-screen = Tela cheia
web-band = Linha: o curso provável. Faixa: de quem clareia devagar a quem clareia depressa.
web-due-short = retoque

## As abas

web-tabs = O que mudar
web-tab-plans = Planos
web-tab-skin = Pele
web-tab-line = Linha frontal
web-tab-view = Vista
web-tab-figures = Números
web-views = Lados
web-lights = Luz
web-near = Distância
web-fading = Com que rapidez o pigmento clareia
web-shade = Tom dos pontos
web-loss = Perda de cabelo
web-line-height = Altura acima das sobrancelhas
web-line-recess = Entradas atrás do meio
web-line-softness = Largura da borda suave
web-millimetres = { $mm } mm

## Os planos

web-folder-plans = Planos deste consultório
web-built-in-plans = Planos para começar
web-plan-full-head = Cabeça completa
web-plan-full-head-about = Todo o topo sem cabelo; os lados ficam raspados.
web-plan-mature-hairline = Linha madura
web-plan-mature-hairline-about = Só as entradas, até a linha de um homem adulto.
web-plan-crown = Só a coroa
web-plan-crown-about = Um disco sem cabelo atrás; a frente fica como está.
web-plan-diffuse = Cabelo ralo
web-plan-diffuse-about = Uma sombra entre os fios que restam.
web-plan-womens-parting = Risca de mulher
web-plan-womens-parting-about = Densidade atrás de uma linha que ficou; mostrada raspada.
web-plan-strip-scar = Cicatriz em faixa
web-plan-strip-scar-about = A longa cicatriz de um transplante na parte de trás.
web-plan-fue-scars = Cicatrizes em pontos
web-plan-fue-scars-about = Muitas cicatrizes pequenas e claras de enxertos avulsos.
web-plan-soft-square = Linha quadrada, suavizada
web-plan-soft-square-about = Alinhada como na barbearia, com aparência natural.
web-plan-dark-skin = Pele escura
web-plan-dark-skin-about = Uma linha arredondada na tinta mais escura.
web-plan-whole-scalp = Todo o couro cabeludo
web-plan-whole-scalp-about = Sem nenhum cabelo: também lados, nuca e costeletas.

## Números

web-advice = Vale conversar
web-advice-none = Nada chama a atenção neste plano.
web-doubts = Sobre este escaneamento
web-figures-plan = O plano
web-hours-are = { $hours } h
web-advice-hairline-low = A linha frontal é mais baixa do que convém à idade.
web-advice-hairline-closed = As entradas estão mais fechadas do que convém à idade.
web-advice-hairline-drawn = A linha parece traçada com régua; as naturais são irregulares.
web-advice-hairline-hard = A borda é dura; uma suave parece natural.
web-advice-density = A densidade não é a que o cabelo tem.
web-advice-tone = Tantos pontos se fundem em um só tom.
web-advice-dot-size = Os pontos são menores ou maiores do que cicatriza bem.
web-advice-depth = O pigmento fica raso ou fundo demais.
web-advice-shade = O tom é escuro ou claro demais para esta pele e este cabelo.
web-advice-visits = As visitas são poucas, muitas, muito próximas ou não somam.
web-advice-hair-length = O cabelo é mais longo do que os pontos podem imitar.
web-advice-scar = A cicatriz ainda não se assentou.
web-advice-other = Há um conselho sobre este plano.

## Arquivos

web-menu = Menu
web-open = Abrir um plano ou um escaneamento …
web-open-about = Plano: TOML. Escaneamento de uma cabeça: OBJ, GLB, PLY ou STL. Fica nesta página.
web-save-plan = Salvar o plano
web-save-picture = Salvar a imagem
web-copy-link = Copiar um link para isto
web-link-about = O próprio link leva o plano com as notas, nunca um escaneamento. Nenhum servidor o vê; quem o recebe pode lê-lo.
web-link-copied = O link está copiado.
web-link-shown = O link está na barra de endereços: copie-o de lá.
web-link-broken = O link não leva nenhum plano que se possa ler; mostra-se o incorporado. Talvez falte uma parte do link.
web-drop = Solte um plano ou um escaneamento. Fica nesta página.
web-opened = { $name } está aberto.
web-opening = Lendo { $name } …
web-saved = { $name } está salvo.
web-drawing-picture = A imagem está sendo desenhada …
web-which-file = { $name }: não é um plano (.toml) nem um escaneamento (.obj, .glb, .ply, .stl). Escolha um deles.
web-which-one = Um arquivo por vez: um plano ou um escaneamento.
web-file-large = { $name } passa de { $most } MB: é demais para um navegador. Reduza o detalhe do escaneamento.

## Quando algo falha

web-failed = Não funcionou
web-told-in-english = Dito em inglês:
web-close-message = Fechar
web-no-gpu = Imagens desenhadas de antemão
web-no-gpu-why = Este navegador não oferece WebGPU, então a cabeça não pode ser desenhada aqui. Você pode girá-la e deixar o tempo passar, mas não mudar o plano.
web-no-gpu-cure = Com WebGPU: Chrome ou Edge a partir do 113, Safari a partir do 26, Firefox a partir do 141 no Windows. A “aceleração por hardware” deve estar ligada nas configurações; no Linux, o Firefox precisa de dom.webgpu.enabled em about:config.
web-turn = Giro
