/** Five states that pass their input on. */
export const FIVE_STATES = {
  StartAt: "S1",
  States: Object.fromEntries(
    [1, 2, 3, 4, 5].map((number) => [
      `S${number}`,
      { Type: "Pass", ...(number === 5 ? { End: true } : { Next: `S${number + 1}` }) },
    ]),
  ),
};
