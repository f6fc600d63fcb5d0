/** One line of two values beside each other: a member by its path. */
export interface DiffLine {
  readonly path: string;
  readonly left: string | undefined;
  readonly right: string | undefined;
  readonly same: boolean;
}

/** Two texts member by member when both are JSON objects or lists, otherwise as wholes. */
export function valueDiff(left: string | undefined, right: string | undefined): DiffLine[] {
  const [one, other] = [parsed(left), parsed(right)];
  if (!isBranch(one) || !isBranch(other)) return [line("", left, right)];
  const [mine, others] = [leavesOf(one), leavesOf(other)];
  const paths = [...new Set([...mine.keys(), ...others.keys()])];
  return paths.map((path) => line(path, mine.get(path), others.get(path)));
}

function line(path: string, left: string | undefined, right: string | undefined): DiffLine {
  return { path, left, right, same: left === right };
}

/** Values that hold no others, by their paths. */
function leavesOf(value: unknown, path = "", leaves = new Map<string, string>()): Map<string, string> {
  const members = isBranch(value) ? Object.entries(value) : [];
  if (members.length === 0) leaves.set(path, typeof value === "string" ? value : (JSON.stringify(value) ?? ""));
  for (const [name, member] of members) {
    leavesOf(member, Array.isArray(value) ? `${path}[${name}]` : path === "" ? name : `${path}.${name}`, leaves);
  }
  return leaves;
}

function isBranch(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function parsed(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? "");
  } catch {
    return undefined;
  }
}
