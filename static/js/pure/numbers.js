// @ts-check
/**
 * A tablet's own count of what it asks for, by which the day's close finds what never arrived. Only a row uses a number
 * up: what the site turned down without a row gives its number back. Pure: imports nothing.
 */

/** @typedef {{ tseq: number, free?: readonly number[] }} Count the last number, and those below it to be used again */

/** So many numbers, those that were given back first, and the count after it. @param {Count} count @param {number} wanted */
export function takeNumbers({ tseq, free = [] }, wanted) {
  const again = free.slice(0, wanted);
  const fresh = Array.from({ length: wanted - again.length }, (_, place) => tseq + 1 + place);
  return { numbers: [...again, ...fresh], count: { tseq: tseq + fresh.length, free: free.slice(wanted) } };
}

/** The count after numbers that no row has. @param {Count} count @param {readonly number[]} numbers */
export function giveBack({ tseq, free = [] }, numbers) {
  const unused = new Set([...free, ...numbers]);
  let last = tseq;
  while (unused.delete(last)) last -= 1;
  return { tseq: last, free: [...unused].sort((one, other) => one - other) };
}
