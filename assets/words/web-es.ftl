# Palabras de la página en un navegador, en español. Lo que ya dicen las páginas impresas y la ventana se toma de sus archivos.
# Cada clave está en todos los idiomas, con las mismas variables.

## La página

web-title = Pointille: la micropigmentación capilar, vista antes de hacerla
web-tagline = La micropigmentación capilar, vista antes de hacerla
web-skip = A los mandos
web-head = Cabeza simulada
web-keys = Las flechas giran, más y menos acercan, el espacio muestra antes y después, Inicio vuelve al principio.
web-hint-mouse = Arrastrar gira · la rueda acerca
web-hint-touch = Un dedo gira · dos mueven y acercan
web-starting = Se está dibujando la cabeza …
web-lost = Se perdió el dispositivo gráfico; la imagen se dibuja otra vez …
web-nothing-sent = Nada de lo que abra o cambie sale de esta página.

## Bajo la imagen

web-compare = Antes y después
web-divider-at = Divisor: a su derecha, antes
web-time = Tiempo desde la primera visita
web-whole = Cabeza entera
web-hairline-close = Línea frontal de cerca
web-single-dots = Puntos sueltos
web-full-screen = Pantalla completa
web-band = Línea: el curso probable. Banda: de quien se aclara despacio a quien deprisa.
web-due-short = retoque

## Las pestañas

web-tabs = Qué cambiar
web-tab-plans = Planes
web-tab-skin = Piel
web-tab-line = Línea frontal
web-tab-view = Vista
web-tab-figures = Cifras
web-views = Lados
web-lights = Luz
web-near = Distancia
web-fading = Con qué rapidez se aclara el pigmento
web-shade = Tono de los puntos
web-loss = Pérdida de pelo
web-line-height = Altura sobre las cejas
web-line-recess = Entradas detrás del medio
web-line-softness = Ancho del borde suave
web-millimetres = { $mm } mm

## Los planes

web-folder-plans = Planes de este centro
web-built-in-plans = Planes para empezar
web-plan-full-head = Cabeza completa
web-plan-full-head-about = Sin pelo en toda la parte alta; los lados, rapados.
web-plan-mature-hairline = Línea madura
web-plan-mature-hairline-about = Solo las entradas, hasta la línea de un hombre adulto.
web-plan-crown = Solo la coronilla
web-plan-crown-about = Un disco sin pelo atrás; el frente queda como está.
web-plan-diffuse = Pelo ralo
web-plan-diffuse-about = Una sombra entre los pelos que quedan.
web-plan-womens-parting = Raya de mujer
web-plan-womens-parting-about = Densidad tras una línea que se conserva; se muestra rapada.
web-plan-strip-scar = Cicatriz en tira
web-plan-strip-scar-about = La larga cicatriz de un trasplante en la parte de atrás.
web-plan-fue-scars = Cicatrices en puntos
web-plan-fue-scars-about = Muchas cicatrices pequeñas y pálidas de injertos sueltos.
web-plan-soft-square = Línea cuadrada, suavizada
web-plan-soft-square-about = Perfilada como en la barbería, con aspecto de crecida.
web-plan-dark-skin = Piel oscura
web-plan-dark-skin-about = Una línea redondeada con la tinta más oscura.
web-plan-whole-scalp = Todo el cuero cabelludo
web-plan-whole-scalp-about = Sin nada de pelo: también lados, nuca y patillas.

## Cifras

web-advice = Conviene hablarlo
web-advice-none = Nada llama la atención en este plan.
web-doubts = Sobre este escaneo
web-figures-plan = El plan
web-hours-are = { $hours } h
web-advice-hairline-low = La línea frontal es más baja de lo que conviene a la edad.
web-advice-hairline-closed = Las entradas están más cerradas de lo que conviene a la edad.
web-advice-hairline-drawn = La línea parece trazada con regla; las naturales son irregulares.
web-advice-hairline-hard = El borde es duro; uno suave parece natural.
web-advice-density = La densidad no es la que tiene el pelo.
web-advice-tone = Tantos puntos se funden en un solo tono.
web-advice-dot-size = Los puntos son más pequeños o más grandes de lo que cicatriza bien.
web-advice-depth = El pigmento queda poco o demasiado profundo.
web-advice-shade = El tono es demasiado oscuro o claro para esta piel y este pelo.
web-advice-visits = Las visitas son pocas, muchas, muy seguidas o no suman.
web-advice-hair-length = El pelo es más largo de lo que los puntos pueden imitar.
web-advice-scar = La cicatriz todavía no se ha asentado.
web-advice-other = Hay un consejo sobre este plan.

## Archivos

web-menu = Menú
web-open = Abrir un plan o un escaneo …
web-open-about = Plan: TOML. Escaneo de una cabeza: OBJ, GLB, PLY o STL. Se queda en esta página.
web-save-plan = Guardar el plan
web-save-picture = Guardar la imagen
web-copy-link = Copiar un enlace a esto
web-link-about = El propio enlace lleva el plan con sus notas, nunca un escaneo. Ningún servidor lo ve; quien lo reciba puede leerlo.
web-link-copied = El enlace está copiado.
web-link-shown = El enlace está en la barra de direcciones: cópielo allí.
web-link-broken = El enlace no lleva ningún plan que se pueda leer; se muestra el incorporado. Quizá falte una parte del enlace.
web-drop = Suelte un plan o un escaneo. Se queda en esta página.
web-opened = { $name } está abierto.
web-opening = Se está leyendo { $name } …
web-saved = { $name } está guardado.
web-drawing-picture = Se está dibujando la imagen …
web-which-file = { $name }: no es un plan (.toml) ni un escaneo (.obj, .glb, .ply, .stl). Elija uno de ellos.
web-which-one = Un archivo cada vez: un plan o un escaneo.
web-file-large = { $name } pasa de { $most } MB: es demasiado para un navegador. Reduzca el detalle del escaneo.

## Cuando algo falla

web-failed = No ha funcionado
web-told-in-english = Dicho en inglés:
web-close-message = Cerrar
web-no-gpu = Imágenes dibujadas de antemano
web-no-gpu-why = Este navegador no ofrece WebGPU, así que la cabeza no se puede dibujar aquí. Puede girarla y dejar pasar el tiempo, pero no cambiar el plan.
web-no-gpu-cure = Con WebGPU: Chrome o Edge desde 113, Safari desde 26, Firefox desde 141 en Windows. La «aceleración por hardware» debe estar activada en los ajustes; en Linux, Firefox necesita dom.webgpu.enabled en about:config.
web-turn = Giro
