// Chance that is the same each time: a test that failed can be run again.

/** Numbers from 0 up to 1 (mulberry32). */
export function dice(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A copy in an order that the dice decide. */
export function shuffled(list, roll) {
  const left = [...list];
  const taken = [];
  while (left.length > 0) taken.push(...left.splice(Math.floor(roll() * left.length), 1));
  return taken;
}
