import jsonata from "jsonata";
import type { Budget } from "./budget.ts";
import type { AwsFunction, FunctionTools } from "./functions/aws-function.ts";
import { hash } from "./functions/hash.ts";
import { lookup } from "./functions/lookup.ts";
import { millis } from "./functions/millis.ts";
import { parse } from "./functions/parse.ts";
import { partition } from "./functions/partition.ts";
import { random } from "./functions/random.ts";
import { range } from "./functions/range.ts";
import { shuffle } from "./functions/shuffle.ts";
import { uuid } from "./functions/uuid.ts";
import { MAXIMUM_VALUE_BYTES, memoryLimit } from "./limits.ts";
import { keysOutside, withKeysOutside } from "./proto-key.ts";

/** A function as the library holds it. */
interface LibraryFunction {
  readonly _jsonata_function: true;
  readonly implementation: (this: unknown, ...args: unknown[]) => unknown;
  readonly signature: unknown;
}

/** Functions that Step Functions adds, and those that would bypass the world's clock and chance. */
const OWN_FUNCTIONS: ReadonlyMap<string, AwsFunction> = new Map([
  ["hash", hash],
  ["lookup", lookup],
  ["millis", millis],
  ["parse", parse],
  ["partition", partition],
  ["random", random],
  ["range", range],
  ["shuffle", shuffle],
  ["uuid", uuid],
]);

/** JSONata's own functions (https://docs.jsonata.org/overview). `$eval` is not there: AWS refuses it (documented). */
const BUILT_IN = `abs append assert average base64decode base64encode boolean ceil clone contains count decodeUrl
  decodeUrlComponent distinct each encodeUrl encodeUrlComponent error exists filter floor formatBase formatInteger
  formatNumber fromMillis join keys length lowercase map match max merge min not now number pad parseInteger power
  reduce replace reverse round sift single sort split spread sqrt string substring substringAfter substringBefore sum
  toMillis trim type uppercase zip`.split(/\s+/);

interface Library {
  /** JSONata's functions, bare. */
  readonly builtIn: ReadonlyMap<string, LibraryFunction>;
  /** For every own function the library's form of its signature. */
  readonly signatures: ReadonlyMap<string, unknown>;
}

/** The library hands its functions and parsed signatures only to a running function, so one runs once. */
async function readLibrary(): Promise<Library> {
  const probe = jsonata("$probe()");
  for (const [name, { signature }] of OWN_FUNCTIONS) probe.registerFunction(name, () => undefined, signature);
  const builtIn = new Map<string, LibraryFunction>();
  const signatures = new Map<string, unknown>();
  probe.registerFunction("probe", function () {
    for (const name of BUILT_IN) builtIn.set(name, this.environment.lookup(name) as LibraryFunction);
    for (const name of OWN_FUNCTIONS.keys()) {
      signatures.set(name, (this.environment.lookup(name) as LibraryFunction).signature);
    }
  });
  await probe.evaluate(undefined);
  return { builtIn, signatures };
}

const LIBRARY: Library = await readLibrary();

/** The function for one evaluation: it draws on the world's clock and chance, and its work counts. */
export function bindFunction(name: string, tools: FunctionTools, budget: Budget): object | undefined {
  const own = OWN_FUNCTIONS.get(name);
  if (own) {
    const implementation = (...args: readonly unknown[]): unknown => own.call(tools, ...args);
    describeParameters(implementation, own.call.length - 1, PARAMETERS);
    return { _jsonata_function: true, implementation, signature: LIBRARY.signatures.get(name) };
  }
  const builtIn = LIBRARY.builtIn.get(name);
  if (!builtIn) return undefined;
  return { ...builtIn, implementation: counted(name, builtIn, tools, budget) };
}

function counted(
  name: string,
  { implementation }: LibraryFunction,
  tools: FunctionTools,
  budget: Budget,
): LibraryFunction["implementation"] {
  const call = function (this: unknown, ...args: unknown[]): unknown {
    budget.charge(costOf(name, args));
    if (name === "pad" && Math.abs(Number(args[1])) > MAXIMUM_VALUE_BYTES) throw memoryLimit();
    // It takes the parts of a date that its text leaves out from the time of the evaluation.
    if (name === "toMillis") return implementation.call({ environment: { timestamp: new Date(tools.now()) } }, ...args);
    if (name === "each" || name === "sift") return implementation.apply(this, args.map(withKeysOutside));
    if (name === "keys" || name === "string") return textsOutside(implementation.apply(this, [...args]));
    if (name !== "now") return implementation.apply(this, [...args]);
    return LIBRARY.builtIn.get("fromMillis")?.implementation.apply(this, [tools.now(), ...args]);
  };
  describeParameters(call, implementation.length, parametersOf(implementation));
  return call;
}

function textsOutside(result: unknown): unknown {
  if (typeof result === "string") return keysOutside(result);
  // In place, because the library marks its sequences.
  if (Array.isArray(result))
    result.forEach((text: string, index) => {
      result[index] = keysOutside(text);
    });
  return result;
}

const PARAMETERS = ["first", "second", "third"];

/** The library reads how many arguments a function takes, and for partial application their names from its text. */
function describeParameters(call: object, length: number, parameters: readonly string[]): void {
  Object.defineProperty(call, "length", { value: length });
  Object.defineProperty(call, "toString", { value: () => `(${parameters.join(", ")})` });
}

function parametersOf(implementation: LibraryFunction["implementation"]): string[] {
  const list = /\(([^)]*)\)/.exec(String(implementation))?.[1]?.trim() ?? "";
  return list === "" ? [] : list.split(",").map((name) => name.trim());
}

/** Steps that a call is worth: what it walks over, in portions. */
function costOf(name: string, args: readonly unknown[]): number {
  let length = 0;
  for (const argument of args) {
    if (Array.isArray(argument) || typeof argument === "string") length += argument.length;
  }
  return name === "distinct" ? length * length * 0.1 : 1 + length / 64;
}
