import { type PublishedModel, type Shape, shapeOf } from "./published-model.ts";
import { patternOf } from "./shape-problems.ts";

/** Where on the wire the members of a request stand. */
export type MemberPlace = "body" | "elsewhere";

/**
 * What in the members of a request's body, or in those of its path, query and headers, breaks the constraints of the operation's model, in the words of AWS's framework, one sentence
 * each: `Value '9000' at 'timeout' failed to satisfy constraint: Member must have value less than or equal to 900`. Types are not looked at.
 * `unlisted` are shapes whose enumeration the service itself checks.
 */
export function constraintViolations(
  model: PublishedModel,
  operation: string,
  members: Readonly<Record<string, unknown>>,
  { unlisted = [], place = "body" }: { unlisted?: readonly string[]; place?: MemberPlace } = {},
): string[] {
  const input = model.operations[operation]?.input;
  const shape = input && shapeOf(model, input.shape);
  if (shape?.type !== "structure") return [];
  return Object.entries(shape.members)
    .filter(([, { location }]) => (location === undefined) === (place === "body"))
    .flatMap(([name, reference]) =>
      memberViolations(
        { model, unlisted },
        reference.shape,
        members[name],
        lowerCamel(name),
        shape.required.includes(name),
      ),
    );
}

interface Rules {
  readonly model: PublishedModel;
  readonly unlisted: readonly string[];
}

const lowerCamel = (name: string): string =>
  name.replace(/^[A-Z]+(?=[A-Z][a-z])|^[A-Z]+/, (start) => start.toLowerCase());

function memberViolations(rules: Rules, shapeName: string, value: unknown, at: string, isRequired: boolean): string[] {
  if (value === undefined || value === null) {
    return isRequired ? [`Value null at '${at}' failed to satisfy constraint: Member must not be null`] : [];
  }
  const shape = shapeOf(rules.model, shapeName);
  const broken = (constraint: string): string =>
    `Value '${told(value)}' at '${at}' failed to satisfy constraint: ${constraint}`;
  const own = violated(rules, shapeName, shape, value).map(broken);
  switch (shape.type) {
    case "structure":
      return typeof value !== "object"
        ? []
        : Object.entries(shape.members).flatMap(([name, reference]) =>
            memberViolations(
              rules,
              reference.shape,
              (value as Readonly<Record<string, unknown>>)[name],
              `${at}.${lowerCamel(name)}`,
              shape.required.includes(name),
            ),
          );
    case "list": {
      if (!Array.isArray(value)) return [];
      const member = shapeOf(rules.model, shape.member.shape);
      if (member.type === "structure") {
        const ofMembers = value.flatMap((entry, index) =>
          memberViolations(rules, shape.member.shape, entry, `${at}.${index + 1}.member`, false),
        );
        return [...own, ...ofMembers];
      }
      const isWrong = value.some((entry) => violated(rules, shape.member.shape, member, entry).length > 0);
      const all = [...constraintsOf(rules, shape.member.shape, member), "Member must not be null"];
      return isWrong ? [...own, broken(`Member must satisfy constraint: [${all.join(", ")}]`)] : own;
    }
    case "map": {
      if (typeof value !== "object") return [];
      const key = shapeOf(rules.model, shape.key.shape);
      const isWrong = Object.keys(value).some((name) => violated(rules, shape.key.shape, key, name).length > 0);
      const all = constraintsOf(rules, shape.key.shape, key).join(", ");
      return isWrong ? [...own, broken(`Map keys must satisfy constraint: [${all}]`)] : own;
    }
    default:
      return own;
  }
}

interface Constraint {
  readonly sentence: string;
  readonly isMet: (value: unknown) => boolean;
}

const violated = (rules: Rules, shapeName: string, shape: Shape, value: unknown): string[] =>
  constraints(rules, shapeName, shape).flatMap(({ sentence, isMet }) => (isMet(value) ? [] : [sentence]));

const constraintsOf = (rules: Rules, shapeName: string, shape: Shape): string[] =>
  constraints(rules, shapeName, shape).map(({ sentence }) => sentence);

function constraints({ unlisted }: Rules, shapeName: string, shape: Shape): readonly Constraint[] {
  switch (shape.type) {
    case "string": {
      const { enum: values, pattern } = shape;
      return [
        ...lengths(shape, (value) => (typeof value === "string" ? value.length : undefined)),
        ...(pattern === undefined
          ? []
          : [
              {
                sentence: `Member must satisfy regular expression pattern: ${pattern}`,
                isMet: (value: unknown) => typeof value !== "string" || patternOf(pattern).test(value),
              },
            ]),
        ...(values === undefined || unlisted.includes(shapeName)
          ? []
          : [
              {
                sentence: `Member must satisfy enum value set: [${values.join(", ")}]`,
                isMet: (value: unknown) => typeof value !== "string" || values.includes(value),
              },
            ]),
      ];
    }
    case "list":
      return lengths(shape, (value) => (Array.isArray(value) ? value.length : undefined));
    case "map":
      return lengths(shape, (value) => (typeof value === "object" && value ? Object.keys(value).length : undefined));
    case "integer":
    case "long":
    case "float":
    case "double":
      return bounds(shape, "value", (value) => (typeof value === "number" ? value : undefined));
    default:
      return [];
  }
}

type Bounds = { readonly min?: number | undefined; readonly max?: number | undefined };
type Measure = (value: unknown) => number | undefined;

/** A least length of nothing is none. */
const lengths = (shape: Bounds, measure: Measure): Constraint[] =>
  bounds({ ...shape, min: shape.min || undefined }, "length", measure);

function bounds({ min, max }: Bounds, what: "length" | "value", measure: Measure): Constraint[] {
  const least = min === undefined ? undefined : min;
  return [
    ...(max === undefined
      ? []
      : [
          {
            sentence: `Member must have ${what} less than or equal to ${max}`,
            isMet: (value: unknown) => (measure(value) ?? max) <= max,
          },
        ]),
    ...(least === undefined
      ? []
      : [
          {
            sentence: `Member must have ${what} greater than or equal to ${least}`,
            isMet: (value: unknown) => (measure(value) ?? least) >= least,
          },
        ]),
  ];
}

/** As Java writes it: `[a, b]`, `{key=value}`. */
function told(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(told).join(", ")}]`;
  if (typeof value !== "object" || value === null) return String(value);
  const entries = Object.entries(value).map(([key, member]) => `${key}=${told(member)}`);
  return `{${entries.join(", ")}}`;
}
