import type { JsonOperation } from "./json-protocol.ts";
import { refuseMembers } from "./service-input.ts";

/** Parameters of answered operations, by operation. `Shape.Member` is a member of an inner document, which its operation refuses itself. */
export type ParametersOf<Name extends string> = Partial<Readonly<Record<Name, readonly string[]>>>;

/** The operations, each refusing by name the parameters that it does not emulate. Nothing is said by null, false, NONE and an empty list. */
export function refusingParameters<Name extends string>(
  operations: Readonly<Record<Name, JsonOperation>>,
  refused: ParametersOf<Name>,
): Record<Name, JsonOperation> {
  const wrapped: Record<Name, JsonOperation> = { ...operations };
  for (const name of Object.keys(refused) as Name[]) {
    const operation = operations[name];
    const parameters = (refused[name] ?? []).filter((parameter) => !parameter.includes("."));
    wrapped[name] = {
      ...operation,
      perform(input, call) {
        refuseMembers(name, input, parameters);
        return operation.perform(input, call);
      },
    };
  }
  return wrapped;
}

/** The members of one inner document among them. */
export function refusedOf(shape: string, names: readonly string[] = []): readonly string[] {
  const prefix = `${shape}.`;
  return names.filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length));
}
