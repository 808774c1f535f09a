// @ts-check
/**
 * Whether people practise on this tablet, as the site said when the page began.
 *
 * It never changes while the page stands: what is still on its way then could fall to the wrong side. Another answer
 * of the site opens the page anew; what the real desk kept on this tablet waits until practice is over. Imports nothing.
 */

let mode = /** @type {boolean | null} */ (null);

/** Whether requests are practice. */
export const practising = () => mode === true;

/** The site said how it is. Whether the page may go on; else it is being opened anew. @param {boolean} practice @param {{ reload: () => void }} place */
export function settlePractice(practice, place) {
  mode ??= practice;
  if (mode === practice) return true;
  place.reload();
  return false;
}
