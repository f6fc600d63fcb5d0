/**
 * Coefficients of all blocks of a component, 64 for each block in zig-zag order: their values, or in a Uint8Array only
 * which of them are not zero, which decides how many bits refine them.
 */
export type Coefficients = Int32Array | Uint8Array;
