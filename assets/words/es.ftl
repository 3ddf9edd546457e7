# Palabras de las páginas impresas y de la página para llevar, en español.
# Las cifras llegan como deben mostrarse. Cada clave está en todos los idiomas, con las mismas variables.

## Comunes

language = es
simulation = simulación por ordenador
simulation-foot = Simulación por ordenador; no es una fotografía ni una promesa
subject = Simulación por ordenador de micropigmentación capilar; no es una fotografía ni una promesa
honesty = Una simulación; no es una fotografía ni una promesa. La rapidez con que se aclara el pigmento varía de una persona a otra.
made-by = Pointille { $version }, plan { $digest }
page-of = { $page } de { $pages }
logo = Logotipo del centro
logo-of = Logotipo de { $practice }
figure = Cabeza simulada, { $caption }
range = { $likely } ({ $low } a { $high })
first-days-head = Los primeros días
long-term-head = Más adelante
notes = Notas del centro
in-all = en total
touch-up-after = { $likely } años ({ $earliest } a { $latest })
touch-up-later = más
touch-up-unknown = más tarde de lo que puede decirse (si se aclara deprisa: { $earliest } años)

## Tiempos

time-before = antes
time-healed = cicatrizado
time-healed-on = cicatrizado, { $time }
time-just-done = recién hecho
time-hours = { $n ->
    [one] { $amount } hora
   *[other] { $amount } horas
}
time-day = día { $amount }
time-weeks = { $n ->
    [one] { $amount } semana
   *[other] { $amount } semanas
}
time-months = { $n ->
    [one] { $amount } mes
   *[other] { $amount } meses
}
time-years = { $n ->
    [one] { $amount } año
   *[other] { $amount } años
}
time-years-short = { $amount } a
time-after-visit = tras la visita { $number }

## Nombres de lo que contiene un plan

zone-front = frente
zone-mid-scalp = zona media
zone-crown = coronilla
zone-temples = sienes
zone-sides = lados
zone-donor = zona donante
ink-carbon = carbón
ink-iron-oxide = óxido de hierro
light-clinic = consulta
light-daylight = luz de día
light-sun = sol
light-window = ventana
light-ring = aro de luz
light-studio = estudio
light-evening = tarde
loss-none = ninguna
loss-vertex = Norwood III vértex
loss-diffuse = difusa
loss-total = completa
view-front = de frente
view-profile = de perfil
view-three-quarter = tres cuartos
view-left = izquierda
view-top = desde arriba
side-caption = { $view }, { $time }

## Cuidados; no son consejo médico

first-days-1 = Mantenga seco el cuero cabelludo cuatro días; después lávelo con suavidad, solo con agua.
first-days-2 = Nada de sudar, sauna, piscina ni sol hasta que hayan caído las costras.
first-days-3 = No se rasque ni las arranque: caen solas en una semana, más o menos.
first-days-4 = No se afeite hasta que su profesional lo diga, por lo general de cuatro a siete días después.
first-days-5 = Al principio es normal ver rojez y puntos oscuros; buena parte de lo oscuro se va con las costras.
first-days-6 = Llame a su centro si hay hinchazón, fiebre o una rojez que se extiende.
long-term-1 = Aféitese con la frecuencia prevista: la imagen muestra la cabeza recién afeitada.
long-term-2 = Protector solar todos los días: el sol aclara el pigmento y oscurece la piel que lo rodea.
long-term-3 = Una loción matificante quita el brillo; los ácidos y el retinol aceleran la pérdida de color.
long-term-4 = Cuente con un retoque al cabo de unos años; la tabla dice entre cuándo y cuándo.
long-term-5 = Diga en los centros de láser y a los médicos que el cuero cabelludo está tatuado.
care-touch-up = Retoque: a los { $when }, contados desde la primera visita.

## Calendario de visitas

recall-visit = Visita { $number }
recall-control = Revisión del trabajo cicatrizado
recall-touch-up = Puede tocar un retoque
recall-plan = Plan { $digest }

## Ficha de tratamiento

record-title = Ficha de tratamiento
record-over-time = Con las visitas, los días y los años
record-at-scale = La línea frontal a su tamaño real
record-care = Cuidados y acuerdo
record-client = Cliente
record-views = Antes y cicatrizado, con luz dura
record-line = Línea frontal
record-zones = Puntos por zona
record-visits = Tinta y visitas
record-sign = Acordado tal como está dibujado
record-sessions = Tras cada visita
record-healing = Los primeros diez días
record-years = Los años, sin retoque
record-lights = El mismo trabajo cicatrizado con otras luces
record-limits = Lo que no hará
record-checks = Informado y preguntado
zone-column-1 = zona
zone-column-2 = cm²
zone-column-3 = puntos por cm²
zone-column-4 = puntos, unos
visit-column-1 = visita
visit-column-2 = día
visit-column-3 = puntos, unos
visit-column-4 = agua : tinta
visit-column-5 = horas
visit-column-6 = precio
visit-cost-in = precio, { $currency }
signed-for-1 = Forma y posición de la línea
signed-for-2 = Tono de los puntos
signed-for-3 = Número de visitas y su precio
signature-1 = cliente, fecha
signature-2 = profesional, fecha
limit-1 = Los puntos son planos: a menos de un brazo de distancia, con luz rasante o junto a pelo más largo se ven como puntos.
limit-2 = No crecen. El pelo de al lado que se deje más largo que en el plan se distingue de ellos.
limit-3 = La piel sin pelo brilla donde el pelo rapado no lo haría: las imágenes brillan como dice el plan.
limit-4 = Una cicatriz conserva su relieve y puede tomar menos pigmento que la piel de al lado.
limit-5 = El pigmento se aclara a un ritmo que nadie conoce antes de que cicatrice la primera visita: la banda muestra cuánto se separan los ritmos.
limit-6 = El pelo que más tarde encanece o se cae lo hace junto a puntos que siguen igual.
limit-7 = Pantallas e impresoras muestran los colores de otra manera: juzgue el tono sobre la piel, en la primera visita.
question-1 = Queloides o cicatrices en relieve
question-2 = Psoriasis, eccema o infección del cuero cabelludo
question-3 = Anticoagulantes o un trastorno de la coagulación
question-4 = Alergia a pigmentos, metales o anestesia local
question-5 = Caída del pelo que puede ser pasajera
question-6 = Láser en el cuero cabelludo hace menos de 90 días; cicatriz de menos de 9 meses; trasplante hace menos de 6 meses
question-7 = Retinoides o ácidos en el cuero cabelludo
question-8 = Un lunar que ha cambiado
answer-1 = sí
answer-2 = no
record-chart = Contraste con la piel sin pigmento, asentado a los 90 días = 100 %: línea, el curso probable; banda, de quien lo pierde despacio a quien lo pierde deprisa; a trazos, donde suele desearse un retoque.
record-chart-due = Retoque a los { $when }.
record-qr = Código de la huella del plan
client-code = código
client-age = edad
client-age-band = de { $from } a { $to } años
client-skin = piel
client-loss = caída del pelo
client-hair = pelo
skin-scanned = como en el escaneo
skin-monk = Monk { $step } (más o menos Fitzpatrick { $kind }, ITA { $ita }°)
skin-lab = L*a*b* { $lab }, ITA { $ita }° (Fitzpatrick { $kind })
skin-fitzpatrick = Fitzpatrick { $kind } (ITA { $ita }°, Monk { $monk })
hair-clipped = rapado a { $mm } mm
hair-shaved = afeitado { $hours } horas antes
hair-no-guard = rapado sin peine
hair-white = { $worn }, { $share } % canas
line-height = centro sobre la glabela
line-height-is = { $mm } mm a lo largo de la piel
line-corners = esquinas detrás de él
line-corners-are = derecha { $right } mm, izquierda { $left } mm
line-unlike = de derecha a izquierda
line-unlike-is = { $mm } mm de diferencia
line-fade = degradado
line-fade-is = { $mm } mm de ancho
line-length = largo, de oreja a oreja
line-drawn = { $mm } mm, dibujado a mano
line-measured = { $mm } mm, por medidas
record-ink = Tinta: { $ink }; aguja { $needle } mm; pigmento a { $depth } mm de profundidad; las primeras filas de la línea, { $lighter } partes más claras. Próximo retoque a los { $due }.

## Una visita tal como fue

visit-name = Visita { $number } de { $count }
visit-touch-up = Retoque { $number }
visit-facts = Lo que se hizo
visit-seen = Lo que se vio
visit-pictures = Fotografía y simulación
visit-planned = según el plan
visit-done = hecho
visit-date = fecha
visit-day = día { $day }
visit-needle = aguja
visit-lot = lote del pigmento
visit-dilution = agua : tinta
visit-dots = puntos
visit-dots-about = unos { $dots }
visit-nothing = No se anotó nada.
visit-photograph = Fotografía, { $caption }
visit-beside = A la izquierda, la persona; a la derecha, la simulación por ordenador del mismo día, desde el mismo lado y con el mismo objetivo. La luz y la cámara de la fotografía pueden ser otras.

## Película para la piel

film-title = Película para la piel, 1:1
film-more = Película para la piel, 1:1, continuación
film-how = Imprima al 100 %, nunca «ajustar a la página», y mida la caja. Recorte por los bordes a trazos; coloque la línea roja por la marca del eje medio, con la cara impresa hacia arriba, y péguela del centro hacia fuera. Corte el borde donde se levante. Las marcas están cada 10 mm.
film-how-short = Imprima al 100 % y mida la caja. Las marcas están cada 10 mm; el eje medio se cuenta desde la glabela.
film-mirrored = Invertida, para papel de transferencia: lo impreso queda al derecho sobre la piel. Solo las palabras no están invertidas.
film-measure = mídame: 100 mm
film-foot = Visto desde fuera; arriba es hacia la coronilla; derecha e izquierda son las de la persona; plan { $digest }
film-midline = eje medio
film-hairline = línea frontal
film-arc = arco de trago a trago
film-moles = { $count ->
    [one] Hay un lunar en el cuero cabelludo: deje { $mm } mm libres a su alrededor; junto a una línea lleva un aro azul.
   *[other] Hay { $count } lunares en el cuero cabelludo: deje { $mm } mm libres alrededor de cada uno; los que están junto a una línea llevan un aro azul.
}
film-front = Línea frontal, de esquina a esquina
film-temple-right = Sien derecha, de la patilla a la esquina
film-temple-left = Sien izquierda, de la esquina a la patilla
film-nape = Borde de la nuca
film-crown = Anillo de la coronilla
film-midline-line = Eje medio, de la glabela hacia atrás
film-scar = Cicatriz
film-tragus-arc = Arco sobre la cabeza, de la oreja derecha a la izquierda
film-to-face = hacia la cara
film-to-back = hacia atrás
film-right-sideburn = patilla derecha
film-corner = esquina
film-left-sideburn = patilla izquierda
film-right = derecha del cliente
film-left = izquierda del cliente
film-piece = , { $number } de { $count }
film-about = { $name }{ $piece }: { $length } mm a lo largo de la línea; puesta alrededor de la cabeza se desvía { $off } mm como mucho; sus bordes son { $edge }
film-edge-same = tan largos como la piel
film-edge-long = hasta { $mm } mm demasiado largos: córtelos y solápelos
film-edge-short = hasta { $mm } mm demasiado cortos: córtelos y sepárelos

## Hojas y comparaciones

develop-phone = como lo muestra un teléfono, no para juzgar tonos
sheet-title = Hoja de consulta
sheet-about = { $dots } puntos; antes y { $after }; luz: { $light }; plan { $digest }
compare-title = Planes lado a lado
compare-about = una misma cámara y una misma luz ({ $light }); { $plans }
roads-title = Veinte años, tres caminos
roads-about = retocado cuando toca, dejado a su curso o quitado con láser; plan { $digest }
road-touched-up = con retoques
road-left = sin retoques
road-laser = láser

## Vistas, películas, tiras y modelos

before-treatment = antes del tratamiento
wipe-caption = izquierda: { $time }; derecha: antes del tratamiento
growth-caption = { $time }, { $days } días después de un afeitado
strip-title = Con los años
strip-about = { $touch-ups }; plan { $digest }
strip-next = toca un retoque a los { $next }
strip-touch-ups = retoques: { $planned }; el siguiente toca a los { $next }
strip-lines = líneas: curso probable; bandas: de pérdida lenta a rápida
strip-pigment = pigmento que queda, %
strip-tone = ΔE solo por el pigmento; anillos: estas imágenes
strip-weeks = { $n } sem
strip-years = { $n } a
strip-months = { $n } m
variant-bare = sin pigmento
clinical-front = de frente
clinical-frontal = parte frontal
clinical-midline = línea media
clinical-vertex = vértex
clinical-temporal-left = sien izquierda
clinical-temporal-right = sien derecha
clinical-left = izquierda
clinical-right = derecha
clinical-back = desde atrás
clinical-brows = cejas
clinical-hairline = línea frontal
clinical-temple-left = sien izquierda
clinical-temple-right = sien derecha
clinical-sideburn-left = patilla izquierda
clinical-sideburn-right = patilla derecha
clinical-nape = nuca
clinical-top = desde arriba
clinical-occiput = parte de atrás
clinical-half-left = media izquierda
clinical-half-right = media derecha
clinical-crown = coronilla
clinical-donor = zona donante

## Página para llevar

page-heading = Su simulación
page-picture = Imagen de la cabeza
page-noscript = Los scripts están desactivados: esta es una imagen de la simulación; el plan está al lado.
page-time = Tiempo
page-turn = Girar
page-divider = Antes, a la izquierda de la línea
page-no-webgpu = Este navegador no puede dibujar la cabeza por sí mismo: estas imágenes se prepararon antes. Pueden hacerlo Chrome y Edge desde la 113, Safari desde la 26 y Firefox desde la 141 (Windows), en un dispositivo con procesador gráfico.
page-view = Vista
page-plan = Su plan
page-aftercare = Cuidados
page-around = alrededor
page-from-above = desde arriba
page-from-behind = desde atrás
fact-hairline = Línea frontal sobre las cejas
fact-dots = Puntos
fact-dots-on = { $dots } en { $area } cm²
fact-density = Densidad, { $zone }
fact-density-is = { $density } puntos por cm²
fact-visits = Visitas
fact-visits-on = { $count } (días { $days })
fact-hours = Horas en total
fact-cost = Precio en total
fact-cost-is = { $likely } { $currency } ({ $low } a { $high })
fact-touch-up = Retoque a los
