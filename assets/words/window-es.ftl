# Words of the window, in Spanish.
# A key stands in every language, with the same variables.

## Lenguas y unidades

language-name = Español
unit-mm = mm
unit-inch = pulg.
window-preparing = Se prepara la imagen …
menu-language = Idioma
menu-lengths = Medidas
menu-mm = milímetros
menu-inch = pulgadas

## La barra

bar-plan = Plan
bar-plan-hint = Mostrar u ocultar el plan (N)
bar-undo = Deshacer
bar-redo = Rehacer
bar-nothing = nada
bar-undo-hint = Deshacer: { $name } (Ctrl + Z)
bar-redo-hint = Rehacer: { $name } (Ctrl + Mayús + Z)
bar-divider = Divisor
bar-divider-hint = Antes y después; arrastre la línea (D)
bar-beside = Lado a lado
bar-beside-hint = Antes y después, uno junto al otro, girados a la vez (S)
bar-ghost = Velo
bar-ghost-hint = El día antes del tratamiento como un velo sobre la imagen, mientras pasa el tiempo (G)
bar-ghost-share = parte del día antes del tratamiento
bar-light = Luz: { $name }
bar-turned = girada
bar-client = Mostrar al cliente
bar-client-hint = Solo la cabeza, a pantalla completa (F11)
bar-help = Ayuda
look-front = Frente
look-three-quarter-left = ¾ izq.
look-left = Izq.
look-back = Atrás
look-right = Der.
look-three-quarter-right = ¾ der.
look-top = Arriba
look-crown = Coronilla

## Antes y después, plan A y plan B

seen-before = Antes
seen-after = Después
seen-a = Plan A
seen-b = Plan B
seen-bare = antes
seen-day = simulación, { $day }
seen-side = { $side }: { $day }
seen-ghost = { $shown }, bajo un { $share } % del día antes del tratamiento
seen-ghost-a = plan B bajo un { $share } % del plan A, { $day }
ab-keep = Guardar como A
ab-keep-hint = Guarda el plan como está ahora: siga editando y compare A con B
ab-kept = el plan queda como A; lo que se edite desde ahora es B
ab-menu = A/B
ab-menu-comes = A/B …
ab-against-before = comparar con antes
ab-against-a = comparar con A
ab-again = guardar el plan de ahora como A
ab-back = volver a A
ab-let-go = soltar A

## La cara del cliente

face-just-done = Recién hecho
face-healed = Cicatrizado
face-year = 1 año
face-five-years = 5 años
face-ten-years = 10 años
face-compare = Comparar
face-healed-on = Cicatrizado · { $time }
face-caption = { $fading } · luz: { $light } · simulación, no una promesa
face-slow = se aclara despacio
face-typical = se aclara como suele
face-fast = se aclara deprisa

## La línea del tiempo

days-name = Día tras la primera sesión
days-play = reproducir
days-stop = parar
days-play-hint = Reproducir (P)
days-bare = sin nada
days-first = día 0
days-healed = cicatrizado
days-1-y = 1 a
days-3-y = 3 a
days-5-y = 5 a
days-10-y = 10 a
days-1-w = 1 sem
days-1-mo = 1 mes
days-3-mo = 3 meses
days-due-hint = Cuándo es probable que falte contraste con la piel desnuda; entre paréntesis, quien se aclara deprisa y quien despacio.
days-due = retoque a los { $due }
days-due-next = próximo retoque a los { $due }
days-not-due = ningún retoque hasta donde puede decirse
days-not-due-next = ningún otro retoque hasta donde puede decirse
days-not-due-fast = ningún retoque hasta donde puede decirse (si se aclara deprisa: a los { $years } años)
days-not-due-fast-next = ningún otro retoque hasta donde puede decirse (si se aclara deprisa: a los { $years } años)
days-session = sesión { $number }, { $day }: { $share } % de los puntos
days-touch-up = retoque, { $day }: { $share } % de los puntos
days-touch-up-due = { $due }: { $share } % de los puntos
days-lightening = aclarado, { $day }: se va el { $share } %

## Archivos

file-menu = Archivo
file-open = Abrir…
file-save = Guardar
file-save-as = Guardar como…
file-built-in-head = Cabeza incorporada
file-copy-picture = Copiar imagen
file-save-picture = Guardar imagen…
file-sheet = Hoja de consulta…
file-stop = Parar
file-drawing = dibujando, { $share } % ×
file-copied = la imagen está en el portapapeles
file-saved-to = guardado en { $path }
file-save-hint = Guardar en { $path } (Ctrl + S)
file-save-new-hint = Guardar en un archivo nuevo de la carpeta actual (Ctrl + S)
file-drop-here = Suelte un plan, un escaneo, una fotografía o un panorama
file-all-kinds = planes, escaneos, fotografías, panoramas
file-plans = planes
file-scans = escaneos de una cabeza
file-panoramas = panoramas como luz
file-photographs = fotografías
file-pictures = imágenes
file-ask-open = Abrir un plan, un escaneo, una fotografía o un panorama
file-ask-photograph = Traer una fotografía del cliente
file-ask-save-as = Guardar el plan como
file-ask-picture = Guardar la imagen
file-ask-sheet = Guardar una hoja de consulta
file-no-dialog = Este sistema no muestra ningún diálogo de archivos. Suelte un archivo en la ventana o escriba su ruta.
file-path = ruta del archivo
file-reading = leyendo { $path } …
file-opened-plan = abierto: { $name }
file-opened-plan-on-scan = abierto: { $name }; se ha puesto sobre el escaneo abierto
file-opened-scan = Escaneo { $path }
file-opened-built-in = la cabeza incorporada
file-look-at = Mire esto: { $doubt }
file-lit-by = iluminado por { $name }

## Lo que se rechaza

refused = No se ha podido abrir
refused-file = { $path }: { $why }
refused-not-text = no es texto, y un plan lo es
refused-unknown-kind = solo puede abrirse un plan (.toml), un escaneo (.obj, .ply, .stl, .glb), una fotografía (.jpg, .png, .webp) o un panorama (.hdr, .exr)
refused-no-file = no existe ese archivo; compruebe su nombre y su carpeta
refused-folder = es una carpeta; elija un archivo de ella
refused-large = ocupa más de { $most } MiB: es demasiado
refused-heic = es una fotografía HEIC, que solo leen algunos teléfonos; guárdela antes como JPEG
refused-photo-large = tiene más píxeles de los que caben; guárdela más pequeña, con 4000 píxeles de ancho sobra
refused-photo-small = tiene muy pocos píxeles para calcar nada; traiga la fotografía, no su vista previa
refused-photo = no puede leerse como fotografía ({ $why }); traiga un JPEG, PNG o WebP

## Preguntas

ask-ok = Aceptar
ask-cancel = Cancelar
ask-not-saved = «{ $name }» no está guardado
ask-save-and-close = Guardar y cerrar
ask-close-unsaved = Cerrar sin guardar
ask-save-and-open = Guardar y abrir
ask-open-unsaved = Abrir sin guardar
ask-stay = Seguir aquí
ask-unsaved-work = ¿Seguir con el trabajo sin guardar?
ask-continue = Seguir con él
ask-throw-away = Desecharlo
ask-later = Más tarde
ask-offered = Una ventana terminó sin cerrarse. Los cambios de { $file } se conservaron { $when }. El archivo está como se guardó la última vez.
ask-no-file = un plan sin archivo
ask-just-now = hace menos de un minuto
ask-minutes-ago = { $n ->
    [one] hace un minuto
   *[other] hace { $n } minutos
}
ask-hours-ago = hace { $n } horas
ask-days-ago = hace { $n } días
ask-recovered = el trabajo sin guardar ha vuelto; guárdelo para conservarlo
ask-not-kept = el trabajo sin guardar no se conserva si algo falla: { $why }; guarde el plan con Ctrl + S
ask-other-head = Este plan se dibujó sobre un escaneo
ask-head-missing = { $path } ya no está. Se muestra otra cabeza; abra el escaneo para ver el plan sobre él.

## El panel del plan

plan-name-hint = Nombre del plan. No el del cliente.
plan-saved = guardado
plan-not-saved = sin guardar
plan-dots = { $count } puntos en { $area } cm² de cuero cabelludo
plan-hairline = Línea frontal
plan-edges = Bordes a mano
plan-photograph = Fotografía
plan-density = Densidad y tono
plan-brush = Pincel
plan-skin = Piel y pelo
plan-fading = Aclarado con los años
plan-person = Persona
plan-head = Cabeza
plan-history = Historial
plan-picture = Imagen
plan-tone-map = curva de tonos
plan-exposure = exposición, pasos
plan-match = igualar puntos y pelo
plan-match-stop = dejar de igualar ({ $share } %)
plan-match-hint = Busca la densidad y el tono con que los puntos cicatrizados pasan por pelo propio a 400 mm.
plan-matched = puntos y pelo rapado: ΔE00 { $now } de media, antes { $before }
plan-matched-limited = puntos y pelo rapado: ΔE00 { $now } de media, antes { $before }; se llegó a un límite
plan-matched-dark = { $told }; el tono es tan oscuro como admite esta piel, el pelo sigue más oscuro
plan-as-opened = como se abrió
plan-undone = deshecho: { $name } (Ctrl + Mayús + Z lo rehace)
plan-redone = rehecho: { $name }
plan-steps-none = el plan como se abrió
plan-steps = { $n ->
    [one] tras el primer paso
   *[other] tras { $n } pasos
}
zones-all = todas las zonas

## La línea frontal

line-shape = forma
line-by-hand = dibujada a mano
line-soft-square = cuadrada suave
line-youthful = juvenil
line-mature = madura
line-mature-high = madura, alta
line-receded = retraída
line-rounded = redondeada
line-straight = perfilada, recta
line-widows-peak = pico de viuda
line-soft = suave, irregular
line-notched = con entradas marcadas
line-womans = de mujer
line-above-brows = { $unit } sobre las cejas
line-recess = { $unit } de entradas
line-softness = { $unit } de borde suave
line-irregularity = borde irregular
line-symmetry = simetría
line-usual = mostrar lo usual a esta edad
line-raises-all = Medido en la cabeza, por la piel. Sube y baja toda la línea dibujada.
line-recess-by-hand = Medido en la cabeza. Arrastre los puntos de la línea para cambiarlo.
line-behind = entradas: { $right } a la derecha, { $left } a la izquierda
line-softness-hint = Ancho en que los puntos empiezan poco a poco.
line-irregularity-hint = 0 está trazada con regla, 1 como crecida, 2 dispersa.
line-symmetry-hint = 1 es una imagen de espejo, 0 la mayor diferencia natural.
line-points = puntos mostrados
line-points-hint = arrastre un punto de la imagen por la piel; doble clic en la línea añade uno, clic derecho lo quita
line-points-rule = Este borde está dibujado a mano: arrastre sus puntos o quítelos con «otra vez por medidas».
line-as-measured = otra vez por medidas
line-as-measured-hint = Quita los puntos de control.
line-fewest = { $least } puntos son los menos que dibujan este borde; arrastre uno o quítelos todos con «otra vez por medidas»
line-mirrored = reflejada desde la izquierda del cliente
line-nape-raise = { $unit } más alta la nuca
line-sideburn-raise = { $unit } más cortas las patillas
line-edge-none = ninguno
line-edge-hairline = línea frontal
line-edge-nape = nuca
line-edge-sideburn-left = patilla izquierda
line-edge-sideburn-right = patilla derecha
line-edge-crown = coronilla
line-held = línea { $height } sobre las cejas ({ $off } { $than } de lo usual) · { $side }
line-lower = más baja
line-higher = más alta
line-in-the-middle = en el medio
line-left-of-middle = { $length } a la izquierda del medio
line-right-of-middle = { $length } a la derecha del medio

## Densidad y tono

dots-density = puntos/cm², { $zone }
dots-shade = tono
dots-soft = suave
dots-soft-hint = Relleno claro: la piel cicatrizada conserva un 84 % de su luz.
dots-natural = natural
dots-natural-hint = Como la mayoría de los trabajos acabados: un 68 %.
dots-strong = fuerte
dots-strong-hint = Un rapado denso: un 56 %, con más puntos, más anchos y oscuros.
dots-own = pelo propio
dots-own-hint = Tan oscuro como el pelo del cliente, tal como lo lleva.
dots-water = partes de agua (tono)
dots-water-hint = Partes de agua por una de pigmento: menos es más oscuro.
dots-diameter = { $unit } de punto cicatrizado
dots-hand = mano
dots-hand-hint = Con qué regularidad se ponen y agarran los puntos.
dots-hand-even = regular
dots-hand-ordinary = corriente
dots-hand-poor = torpe
dots-uptake = agarre desigual
dots-uptake-hint = Cuánto varía el pigmento de un lugar a otro.
dots-depth = { $unit } de profundidad

## Piel y pelo

skin-loss = pérdida de pelo
skin-loss-none = sin pérdida
skin-loss-diffuse = difusa
skin-loss-total = total
skin-worn = acabado
skin-worn-natural = natural
skin-matte = mate
skin-by-fitzpatrick = piel, según Fitzpatrick
skin-by-monk = piel, según Monk
hair = pelo
hair-kind-hint = Color, densidad, grosor, crecimiento y canas, según se han medido.
hair-european = europeo
hair-east-asian = de Asia oriental
hair-african = africano
hair-colour = color del pelo
hair-colour-one = Color del pelo del cliente: { $colour }
tint-black = negro
tint-dark-brown = castaño oscuro
tint-brown = castaño
tint-blond = rubio
tint-red = rojo
tint-grey = gris
tint-white = blanco
hair-length = { $unit } de largo
hair-grey-share = canas

## Aclarado

fade-slow = despacio
fade-typical = normal
fade-fast = se aclara deprisa
fade-sun = sol
fade-sun-protected = protegido
fade-sun-ordinary = corriente
fade-sun-outdoor = al aire libre
fade-sun-tropics = trópicos
fade-scalp = cuero cabelludo
fade-dry = seco
fade-normal = normal
fade-oily = graso
fade-acids = ácidos, retinoides o exfoliantes
fade-seen = se vio una visita cicatrizada
fade-seen-hint = Dice más que cualquier suposición de arriba.
fade-seen-days = días después
fade-seen-left = del oscuro que queda
fade-aftercare = cuidados cumplidos
fade-touch-up = retocar cuando se aclare
fade-touch-up-under = del contraste que queda
fade-touch-up-hint = Toca un retoque cuando queda menos del contraste cicatrizado.

## Persona y cabeza

person-code = código
person-code-hint = Un número de ficha de la consulta. Nunca un nombre.
person-age = años de edad
person-scan = un escaneo conserva su cara
person-eyes = ojos
person-eyes-open = abiertos
person-eyes-closed = cerrados
person-irises = iris
person-iris-dark-brown = marrón oscuro
person-iris-brown = marrón
person-iris-hazel = avellana
person-iris-green = verde
person-iris-blue = azul
person-iris-grey = gris
person-wears = lleva
person-wears-nothing = nada
person-wears-crew-neck = cuello redondo
person-wears-cape = capa
beard = barba
beard-none = ninguna
beard-shaved = afeitada
beard-stubble = de tres días
beard-short = corta
beard-full = completa
beard-length = { $unit } de largo
beard-density = de una barba completa
beard-grey = canas
shape-look = aspecto
shape-man = hombre
shape-woman = mujer
shape-long-narrow = larga y estrecha
shape-short-wide = corta y ancha
shape-length = { $unit } de largo
shape-breadth = { $unit } de ancho
shape-height = { $unit } de alto sobre las orejas
shape-face = { $unit } de cara
shape-jaw = { $unit } de mandíbula
shape-ear = { $unit } de orejas
shape-ear-off = { $unit } que salen las orejas
shape-neck = { $unit } de cuello
shape-masculinity = de mujer a hombre
shape-years = años

## El pincel

brush-fill = rellenar
brush-fill-hint = Lleva la piel bajo el pincel a la densidad de al lado.
brush-thin = aclarar
brush-thin-hint = Deja seis de cada diez puntos; repita para dejar menos.
brush-erase = borrar
brush-erase-hint = Quita los puntos; con Mayús lo hace cualquier pincel.
brush-paint = Pintar
brush-paint-hint = Pintar en la cabeza: arrastre por la piel; al lado de la cabeza, arrastrar la gira (B, Esc)
brush-wide = { $unit } de ancho
brush-wide-hint = Alt + rueda, [ y ]
brush-density = puntos/cm² al rellenar
brush-both = igual en ambos lados
brush-strokes = { $n ->
    [one] 1 trazo
   *[other] { $n } trazos
}
brush-take-last = quitar el último
brush-take-all = quitar todos

## Una fotografía para calcar

photo-bring = Traer una fotografía…
photo-bring-hint = Un JPEG, PNG o WebP del cliente, para calcar la línea frontal. Se queda en la memoria y no se escribe en ninguna parte.
photo-away = Quitarla
photo-opened = { $name }: se queda en la memoria y no se escribe en ninguna parte
photo-places = Lugares
photo-places-hint = Haga clic en los mismos lugares de la cabeza y de la fotografía; de ellos se deduce la cámara
photo-line = Calcar la línea
photo-line-hint = Dibuje la línea frontal en la fotografía o haga clic a lo largo de ella
photo-beside = al lado
photo-beside-hint = La fotografía al lado de la cabeza; la rueda la amplía
photo-over = encima
photo-over-hint = La fotografía sobre la cabeza, vista desde su cámara
photo-divided = dividida
photo-divided-hint = La fotografía a un lado de una línea, la cabeza al otro; arrastre la línea
photo-opacity = de la fotografía
photo-look = Mirar desde su cámara
photo-look-hint = La cabeza como la vio la cámara de la fotografía
photo-no-places = Quitar todos los lugares
photo-new-line = Empezar la línea de nuevo
photo-new-line-hint = El próximo trazo empieza otra línea; lo que está en la cabeza se queda (Ctrl + Z lo deshace)
photo-needs-camera = Haga antes clic en al menos cuatro lugares de ambas: de ellos se deduce la cámara
photo-pane = Fotografía, para hacer clic en lugares y calcar
photo-next-line = Dibuje la línea frontal en la fotografía o haga clic a lo largo de ella; queda en la cabeza al soltar
photo-next-on-photo = Lugar { $number }: haga clic en él también en la fotografía
photo-next-on-head = Lugar { $number }: haga clic en él también en la cabeza
photo-next-place = Lugar { $number } de al menos { $least }: haga clic en él en la cabeza y en la fotografía (el rabillo de un ojo, la punta de la nariz, una oreja, el mentón)
photo-next-more = Haga clic en más lugares para asegurar la cámara, o calque la línea
photo-unmatched = cámara aún sin deducir: { $places } de { $least } lugares
photo-matched = cámara deducida, con un error de { $error } en { $places } lugares
photo-matched-worst = { $told }; el lugar { $number } se desvía { $error }: arrástrelo, o quítelo con clic derecho
photo-matched-one-more = { $told }; un lugar más dirá si es verdad
photo-beside-the-head = la línea cae fuera de la cabeza tal como se dedujo; cálquela sobre la cabeza o corrija los lugares

## La imagen y la ayuda

head-name = Cabeza, que se gira arrastrando y se acerca con la rueda
help-title = Teclas y ratón
help-keys-1 = arrastrar
help-does-1 = girar la cabeza
help-keys-2 = arrastrar con el botón derecho o central, Mayús + arrastrar
help-does-2 = desplazar
help-keys-3 = rueda, pellizco
help-does-3 = acercar al puntero
help-keys-4 = doble clic
help-does-4 = mirar de cerca ese lugar
help-keys-5 = arrastrar un punto de un borde
help-does-5 = llevarlo por la piel
help-keys-6 = doble clic en el borde
help-does-6 = añadir un punto
help-keys-7 = clic derecho o Supr en un punto
help-does-7 = quitarlo
help-keys-8 = 1 – 8
help-does-8 = frente, ¾ izq., izq., atrás, der., ¾ der., arriba, coronilla
help-keys-9 = Espacio
help-does-9 = antes, después
help-keys-10 = D
help-does-10 = divisor; arrastre la línea
help-keys-11 = S
help-does-11 = antes y después lado a lado
help-keys-12 = G
help-does-12 = velo del día antes del tratamiento
help-keys-13 = flechas
help-does-13 = atrás y adelante en el tiempo
help-keys-14 = P
help-does-14 = reproducir el tiempo
help-keys-15 = L
help-does-15 = otra luz
help-keys-16 = E
help-does-16 = puntos de la línea frontal
help-keys-17 = B
help-does-17 = pincel de puntos; Mayús borra
help-keys-18 = [ y ], Alt + rueda
help-does-18 = pincel más estrecho, más ancho
help-keys-19 = N
help-does-19 = mostrar u ocultar el plan
help-keys-20 = Inicio
help-does-20 = volver al principio
help-keys-21 = F11
help-does-21 = cara del cliente, a pantalla completa; Esc la deja
help-keys-22 = Re Pág, Av Pág, .
help-does-22 = en ella: imágenes preparadas; negro
help-keys-23 = Tab
help-does-23 = siguiente control
help-keys-24 = Esc
help-does-24 = dejar lo último abierto
help-keys-25 = Ctrl + Z
help-does-25 = deshacer
help-keys-26 = Ctrl + Mayús + Z, Ctrl + Y
help-does-26 = rehacer
help-keys-27 = Ctrl + O, o soltar un archivo
help-does-27 = abrir un plan, un escaneo, una fotografía o un panorama
help-keys-28 = Ctrl + S, Ctrl + Mayús + S
help-does-28 = guardar el plan, guardarlo como otro
help-keys-29 = F12
help-does-29 = guardar la imagen
help-keys-30 = Ctrl + más, menos, 0
help-does-30 = controles más grandes, más pequeños, como siempre
help-keys-31 = Ctrl + Q
help-does-31 = cerrar
help-drawn-by = Dibuja { $device }
help-no-gpu = Sin GPU: dibuja en la CPU { $device }

## Pasos del historial

step-from-to = { $what }: de { $from } a { $to }
step-to = { $what }: { $to }
step-yes = sí
step-no = no
step-name = nombre del plan
step-code = código del cliente
step-age = edad
step-skin = piel
step-hair-loss = pérdida de pelo
step-oil = grasa del cuero cabelludo
step-finish = acabado
step-sun = sol
step-acids = ácidos, retinoides o exfoliantes
step-fading = aclarado
step-observed = visita cicatrizada vista
step-client = cliente
step-look = aspecto de la cabeza
step-proportions = proporciones de la cabeza
step-eyes = ojos
step-irises = iris
step-clothing = ropa
step-head = cabeza
step-hair-kind = tipo de pelo
step-hair-length = largo del pelo
step-hair-grey = canas
step-hair-colour = color del pelo
step-hair = pelo
step-beard-length = largo de la barba
step-beard-density = densidad de la barba
step-beard-grey = canas de la barba
step-beard = barba
step-line-shape = forma de la línea frontal
step-line-height = altura de la línea frontal
step-line-recess = entradas
step-line-softness = borde suave
step-line-irregularity = borde irregular
step-line-symmetry = simetría
step-line-points = línea frontal a mano
step-line-mirrored = bordes reflejados
step-nape-points = nuca a mano
step-sideburn-left-points = patilla izquierda a mano
step-sideburn-right-points = patilla derecha a mano
step-crown-points = coronilla a mano
step-nape-height = altura de la nuca
step-sideburns = largo de las patillas
step-edges = bordes
step-line = línea frontal
step-density-front = densidad en la frente
step-density-mid-scalp = densidad en la zona media
step-density-crown = densidad de la coronilla
step-density-temples = densidad de las sienes
step-zones = densidad y puntos
step-dilution = dilución
step-shade = tono
step-uptake = agarre desigual
step-hand = mano
step-pigment = pigmento
step-aftercare = cuidados posteriores
step-rates = tarifas
step-visits = visitas
step-touch-ups = retoques
step-lightening = aclarado
step-scars = cicatrices
step-brush = pincel
step-plan = plan

## Consejos sobre un plan, junto a lo que tratan

advice-low = La línea queda { $found } sobre las cejas. Parece demasiado joven para esta edad, más cada año, y no se puede volver a subir; lo habitual es { $usual }.
advice-closed = Las entradas quedan { $found } detrás del centro. Unas entradas cerradas enmarcan la cara como la de un niño; a esta edad suelen quedar unos { $usual } detrás.
advice-temples = Los picos de las sienes avanzan { $found }. A esta edad unas sienes cerradas delatan el trabajo; lo habitual es { $usual }.
advice-square = Las esquinas son cuadradas y el degradado es estrecho: juntos parecen trazados con regla. Lo habitual son esquinas redondeadas.
advice-unbroken = La línea apenas está rota ({ $found }). La que crece tiene cerca de 1; 0 es una regla.
advice-mirror = Izquierda y derecha son casi un espejo ({ $found }). Las líneas naturales difieren algunos milímetros en altura.
advice-hard = El degradado de la línea mide { $found } y se lee como un contorno; lo habitual es { $usual }.
advice-dense = { $found } puntos por cm²: a partir de { $usual } se funden en un solo tono; lo habitual es 150.
advice-thin = { $found } puntos por cm²: por debajo de 40 parecen motas; lo habitual es { $usual }, incluso entre el pelo.
advice-dots-fine = Puntos curados de { $found }: los más finos que { $usual } desaparecen al curar.
advice-dots-wide = Puntos curados de { $found }: los más anchos que { $usual } parecen manchas, no folículos.
advice-helmet = Tantos puntos de este ancho dejan el { $found } % de la luz de la piel. Un trabajo terminado deja del 60 al 78 %; menos del { $usual } % se lee como un casco.
advice-shallow = Un pigmento a { $found } se va con la superficie de la piel en unas semanas; desde { $usual } dura.
advice-deep = Un pigmento a { $found } se difumina y azulea; hasta { $usual } sigue nítido.
advice-shade-out-of-reach = Este tono dejaría el { $found } % de la luz de la piel. Estos puntos, en la tinta más oscura, dejan el { $usual } %; más puntos o más anchos se acercan más.
advice-dark = { $found } partes de agua son más oscuras de lo que admiten esta piel y este pelo: los puntos azulean y se notan. Convienen unas { $usual }.
advice-pale = { $found } partes de agua quedan pálidas junto a este pelo y duran poco. Convienen unas { $usual }.
advice-white-hair = El pelo blanco rapado no oscurece los lados: los puntos de arriba se quedarán solos.
advice-no-visit = No hay ninguna visita, así que no hay puntos; lo habitual son tres.
advice-one-visit = Una visita: cómo toma la piel el pigmento solo se ve después. Lo habitual son de dos a cuatro.
advice-many-visits = { $found } visitas; lo habitual son de dos a cuatro.
advice-visits-close = { $found } días después de la visita anterior la piel no ha curado; lo habitual son de 7 a 14.
advice-visits-short = Las visitas ponen el { $found } % de los puntos que piden las zonas.
advice-needle-fine = Una aguja de { $found }: puntos tan finos desaparecen al curar; se usan de { $usual } en adelante.
advice-needle-wide = Una aguja de { $found }: las más anchas que { $usual } son para rellenar y dejan manchas.
advice-hair-long = Un pelo de { $found } sobresale junto a los puntos, que son planos; manténgalo por debajo de { $usual }.
advice-scar-young = Una cicatriz de { $found } meses no se ha asentado, y el pigmento puede extenderse; mejor esperar a los { $usual }.
advice-scar-raised = Una cicatriz que sobresale { $found } conserva su sombra y su brillo bajo cualquier pigmento.
advice-scar-sunken = Una cicatriz hundida { $found } conserva su sombra y su brillo bajo cualquier pigmento.

## Fallos de planes, escaneos y archivos

fault-at-line = línea { $line }, columna { $column }
fault-in-plan = el plan
fault-syntax = { $place }: esto no es TOML válido ({ $why })
fault-unknown-key = { $place }: ningún plan tiene la clave `{ $key }`; { $meant }
fault-missing-key = { $place }: falta la clave `{ $key }`{ $meant }
fault-wrong-value = { $place }: esto no puede ser { $found }; se admite { $expected }
fault-out-of-range = { $place }: { $found } es imposible; va de { $least } a { $most }{ $unit }
fault-newer = { $place }: el plan es de la versión { $found }, y este programa lee de la 0 a la { $known }; use un programa más reciente
fault-no-head = esto no parece una cabeza ({ $why }); traiga el escaneo de una cabeza
fault-changed = otro programa ha cambiado { $path } desde que se abrió; guarde otra vez para escribir este plan en él
fault-no-name = { $path } tiene planes de este nombre hasta el centésimo; cambie el nombre del plan o guárdelo con otro
