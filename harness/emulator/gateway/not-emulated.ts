/** Operations that a service has and its room refuses by name, and why; docs/operations.md shows them. */
export interface NotEmulated<Operation> {
  readonly reason: string;
  readonly operations: readonly Operation[];
}

/** The operations of all groups. */
export function operationsIn<Operation>(groups: readonly NotEmulated<Operation>[]): Operation[] {
  return groups.flatMap(({ operations }) => operations);
}
