// Keep a text in two places of this browser: localStorage, written before the next line runs, and IndexedDB.
// Chromium opens a page from a file with an old localStorage now and then (seen in version 156, on a busy machine,
// in one opening of thirty); IndexedDB was never old there, but misses what is written while a page is closed.
const frontdeskKeeping = (() => {
  "use strict";

  /** The outcome of a request; null where there is no database or it refuses. */
  const outcome = (make) =>
    new Promise((resolve) => {
      try {
        const request = make();
        request.onupgradeneeded = () => request.result.createObjectStore("kept");
        request.onsuccess = () => resolve(request.result ?? null);
        request.onerror = () => resolve(null);
      } catch {
        resolve(null);
      }
    });
  const opening = outcome(() => indexedDB.open("frontdesk", 1));
  /** The outcome of one request made of the table. */
  const ask = async (mode, request) => {
    const database = await opening;
    return outcome(() => request(database.transaction("kept", mode).objectStore("kept")));
  };

  /** What localStorage holds, or null. @type {(name: string) => string | null} */
  const read = (name) => {
    try {
      return localStorage.getItem(name);
    } catch {
      return null;
    }
  };
  /** What IndexedDB holds, or null. @type {(name: string) => Promise<string | null>} */
  const readAgain = (name) => ask("readonly", (kept) => kept.get(name));
  /** Keep a text; whether localStorage took it. @type {(name: string, text: string) => boolean} */
  const write = (name, text) => {
    ask("readwrite", (kept) => kept.put(text, name));
    try {
      localStorage.setItem(name, text);
      return true;
    } catch {
      return false;
    }
  };

  return { read, readAgain, write };
})();
