// The few words that the element says itself, in the languages of the program.

const WORDS = {
  en: {
    role: "simulated head",
    label: "Head, {plan}, {day}",
    bare: "before treatment",
    day: "day {n}",
    weeks: "{n} weeks",
    months: "{n} months",
    years: "{n} years",
    opening: "Opening the head …",
    simulation: "computer simulation",
    "what-plan": "The plan cannot be used",
    "cure-plan": "Change the value that is named.",
    "what-scan": "The scan cannot be used",
    "cure-scan": "Try another export of the scan: OBJ, PLY, STL or GLB.",
    "what-attribute": "This setting is not known",
    "cure-attribute": "Use one of the names that are listed.",
    "what-device": "The graphics device failed",
    "cure-device": "Load the page again.",
    "what-load": "A part of the page cannot be loaded",
    "cure-load": "Check the connection, and load the page again.",
    "what-picture": "The picture cannot be drawn",
    "cure-picture": "Ask for a smaller one.",
    "what-unsupported": "This browser shows no live head",
    "cure-unsupported": "Chrome or Edge from 113, Safari from 26 and Firefox from 141 on Windows can; elsewhere WebGPU has to be switched on.",
  },
  es: {
    role: "cabeza simulada",
    label: "Cabeza, {plan}, {day}",
    bare: "antes del tratamiento",
    day: "día {n}",
    weeks: "{n} semanas",
    months: "{n} meses",
    years: "{n} años",
    opening: "Abriendo la cabeza …",
    simulation: "simulación por ordenador",
    "what-plan": "El plan no sirve",
    "cure-plan": "Cambie el valor que se nombra.",
    "what-scan": "El escaneo no sirve",
    "cure-scan": "Pruebe otra exportación del escaneo: OBJ, PLY, STL o GLB.",
    "what-attribute": "Este ajuste no se conoce",
    "cure-attribute": "Use uno de los nombres de la lista.",
    "what-device": "El dispositivo gráfico ha fallado",
    "cure-device": "Vuelva a cargar la página.",
    "what-load": "Una parte de la página no se puede cargar",
    "cure-load": "Compruebe la conexión y vuelva a cargar la página.",
    "what-picture": "La imagen no se puede dibujar",
    "cure-picture": "Pida una más pequeña.",
    "what-unsupported": "Este navegador no muestra la cabeza en vivo",
    "cure-unsupported": "Chrome o Edge desde la 113, Safari desde la 26 y Firefox desde la 141 en Windows sí; en otros hay que activar WebGPU.",
  },
  "pt-BR": {
    role: "cabeça simulada",
    label: "Cabeça, {plan}, {day}",
    bare: "antes do tratamento",
    day: "dia {n}",
    weeks: "{n} semanas",
    months: "{n} meses",
    years: "{n} anos",
    opening: "Abrindo a cabeça …",
    simulation: "simulação por computador",
    "what-plan": "O plano não pode ser usado",
    "cure-plan": "Mude o valor indicado.",
    "what-scan": "A digitalização não pode ser usada",
    "cure-scan": "Tente outra exportação da digitalização: OBJ, PLY, STL ou GLB.",
    "what-attribute": "Este ajuste não é conhecido",
    "cure-attribute": "Use um dos nomes da lista.",
    "what-device": "O dispositivo gráfico falhou",
    "cure-device": "Recarregue a página.",
    "what-load": "Uma parte da página não pôde ser carregada",
    "cure-load": "Verifique a conexão e recarregue a página.",
    "what-picture": "A imagem não pode ser desenhada",
    "cure-picture": "Peça uma menor.",
    "what-unsupported": "Este navegador não mostra a cabeça ao vivo",
    "cure-unsupported": "Chrome ou Edge a partir da 113, Safari a partir da 26 e Firefox a partir da 141 no Windows mostram; em outros é preciso ativar o WebGPU.",
  },
};

/** The language that the element speaks, for a tag such as `pt` or `es-MX`. */
export function spoken(tag) {
  const wanted = (tag || "en").toLowerCase();
  if (wanted.startsWith("es")) return "es";
  if (wanted.startsWith("pt")) return "pt-BR";
  return "en";
}

/** A word, with its variables put in. */
export function say(lang, key, variables = {}) {
  const text = WORDS[lang]?.[key] ?? WORDS.en[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (_, name) => String(variables[name] ?? ""));
}

/** A day in words. */
export function dayWords(lang, day) {
  if (day < 0) return say(lang, "bare");
  const number = (n) => n.toLocaleString(lang, { maximumFractionDigits: 1 });
  if (day < 31) return say(lang, "day", { n: number(Math.round(day)) });
  if (day < 100) return say(lang, "weeks", { n: number(Math.round(day / 7)) });
  if (day < 712) return say(lang, "months", { n: number(Math.round(day / 30.4375)) });
  return say(lang, "years", { n: number(Math.round(day / 36.525) / 10) });
}
