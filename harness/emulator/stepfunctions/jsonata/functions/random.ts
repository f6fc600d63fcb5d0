import { javaRandom } from "../java-random.ts";
import type { AwsFunction } from "./aws-function.ts";

/** $random(seed): a number in [0, 1); with a seed it is java.util.Random's first double (measured: 42 gives 0.7275636800328681). */
export const random: AwsFunction = {
  signature: "<n?:n>",
  call(tools, seed) {
    return seed === undefined ? tools.random.next() : javaRandom(BigInt(Math.trunc(Number(seed))));
  },
};
