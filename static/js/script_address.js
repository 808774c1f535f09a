// @ts-check
/** The address of a script that runs beside the page, in the form that the page's own policy (trusted types) wants. Imports nothing. */

/** @type {{ createScriptURL: (url: string) => any } | null} */
let policy = null;

/** The address as a worker takes it. Only ever given addresses that stand in our own modules. @param {string} url @returns {any} */
export function scriptAddress(url) {
  const types = /** @type {any} */ (globalThis).trustedTypes;
  if (!types) return url;
  policy ??= types.createPolicy("fieldpoint-scripts", { createScriptURL: (/** @type {string} */ own) => own });
  return policy?.createScriptURL(url);
}
