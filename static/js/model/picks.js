// What stands for a long row: so many of its first ones, and the last; null is what is left out between them.

/** Indices of 0..count-1, at most `most` of them. */
export function pick(count, most) {
  if (count <= most) return Array.from({ length: count }, (_, i) => i);
  return [...Array.from({ length: most - 1 }, (_, i) => i), null, count - 1];
}

/** The items at those places, with null for what is left out. */
export const pickOf = (items, most) => pick(items.length, most).map((i) => (i === null ? null : items[i]));
