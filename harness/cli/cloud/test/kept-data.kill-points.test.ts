import { test } from "vitest";
import { expectNothingLost } from "./write-until-killed.ts";

const FIRST = Number(process.env.SEED ?? 100);
const SEEDS = Array.from({ length: 15 }, (_, index) => FIRST + index);

test(
  `a kill -9 at ${SEEDS.length} points loses nothing that was acknowledged (seeds from ${FIRST}; SEED chooses others)`,
  () => expectNothingLost(SEEDS),
  300_000,
);
