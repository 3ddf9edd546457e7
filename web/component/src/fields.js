// Fields of sites, kept in the browser between visits: they cost half of the time that opening takes. Only those of built-in heads, which hold
// nothing of a person. Where the browser keeps nothing (a private window, a file), they are made again.

const NAME = "pointille-fields";
const MOST = 4;

function opened() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("fields");
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
    asked.onblocked = () => reject(new Error("blocked"));
  });
}

function done(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** The fields that are kept, by their keys. */
export async function keptFields() {
  const kept = new Map();
  try {
    const db = await opened();
    const store = db.transaction("fields").objectStore("fields");
    const [keys, values] = await Promise.all([done(store.getAllKeys()), done(store.getAll())]);
    keys.forEach((key, i) => kept.set(key, values[i]));
    db.close();
  } catch {
    // Nothing is kept here.
  }
  return kept;
}

/** Keeps fields; the oldest make room. */
export async function keepFields(made) {
  if (made.length === 0) return;
  try {
    const db = await opened();
    const store = db.transaction("fields", "readwrite").objectStore("fields");
    const keys = await done(store.getAllKeys());
    if (keys.length + made.length > MOST) await done(store.clear());
    await Promise.all(made.slice(-MOST).map(([key, bytes]) => done(store.put(bytes, key))));
    db.close();
  } catch {
    // They are made again at the next visit.
  }
}
