import type { AttributeValue, Item } from "../values/attribute-value.ts";
import type { Tokens } from "./tokens.ts";

/** `a.b[0]`: names and numbers of elements; begins with a name. */
export type Path = readonly (string | number)[];

/** Throws ValidationException. */
export function readPath(tokens: Tokens): Path {
  const { given, expression } = tokens;
  const name = (): string => {
    if (tokens.peek().kind !== "name") throw tokens.unexpected();
    return given.name(tokens.next().text, expression);
  };
  const path: (string | number)[] = [name()];
  for (;;) {
    if (tokens.take(".")) path.push(name());
    else if (tokens.take("[")) {
      if (tokens.peek().kind !== "index") throw tokens.unexpected();
      path.push(Number(tokens.next().text));
      tokens.expect("]");
    } else return path;
  }
}

/** `[a, b, [0]]` as errors show it. */
export const shownPath = (path: Path): string =>
  `[${path.map((part) => (typeof part === "number" ? `[${part}]` : part)).join(", ")}]`;

export function valueAt(item: Item, path: Path): AttributeValue | undefined {
  return path.reduce<AttributeValue | undefined>((value, part) => value && partOf(value, part), { M: item });
}

function partOf(value: AttributeValue, part: string | number): AttributeValue | undefined {
  if (typeof part === "number") return "L" in value ? value.L[part] : undefined;
  return "M" in value && Object.hasOwn(value.M, part) ? value.M[part] : undefined;
}

/** Whether one of two paths leads through the other, or they are the same. */
export function overlap(left: Path, right: Path): boolean {
  return left.every((part, index) => index >= right.length || part === right[index]);
}

/** Only what the paths lead to; elements of lists close ranks. */
export function project(item: Item, paths: readonly Path[]): Item {
  const picked = pick({ M: item }, paths);
  return picked && "M" in picked ? picked.M : {};
}

function pick(value: AttributeValue, paths: readonly Path[]): AttributeValue | undefined {
  if (paths.some((path) => path.length === 0)) return value;
  const below = (part: string | number, inner: AttributeValue) => {
    const rest = paths.filter(([first]) => first === part).map((path) => path.slice(1));
    return rest.length === 0 ? undefined : pick(inner, rest);
  };
  if ("M" in value) {
    const kept = Object.entries(value.M).flatMap(([name, inner]): [string, AttributeValue][] => {
      const picked = below(name, inner);
      return picked === undefined ? [] : [[name, picked]];
    });
    return kept.length === 0 ? undefined : { M: Object.fromEntries(kept) };
  }
  if (!("L" in value)) return undefined;
  const kept = value.L.flatMap((inner, index) => below(index, inner) ?? []);
  return kept.length === 0 ? undefined : { L: kept };
}
