// Reads Fluent files as text: each message by its key, and which keys a source asks for.

// Messages of files: key to the lines it stands in.
export function messagesOf(texts) {
  const found = new Map();
  let last = null;
  for (const line of texts.flatMap((text) => text.split("\n"))) {
    const begins = /^([a-z][a-z0-9-]*) = /.exec(line);
    if (begins) {
      last = begins[1];
      if (found.has(last)) throw new Error(`${last} stands twice`);
      found.set(last, line);
    } else if (last && /^[ }]/.test(line)) {
      found.set(last, `${found.get(last)}\n${line}`);
    } else {
      last = null;
    }
  }
  return found;
}

// Keys that a source asks for: those of say(), data-t and data-label, which must be there, and known keys that stand in quotes.
export function asked(text, known) {
  const must = [...text.matchAll(/\bsay\(\s*"([^"]+)"|data-(?:t|label)="([^"]+)"/g)].map((hit) => hit[1] ?? hit[2]);
  const quoted = new Set([...text.matchAll(/"([a-z][a-z0-9-]*)"/g)].map((hit) => hit[1]));
  return [...new Set([...must, ...known.filter((key) => quoted.has(key))])].sort();
}
