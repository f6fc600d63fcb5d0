import { type PublishedModel, type Shape, type Structure, shapeOf } from "./published-model.ts";

/** What in a JSON value contradicts the named shape, one sentence each; an empty list when nothing does. */
export function shapeProblems(model: PublishedModel, shapeName: string, value: unknown, at = ""): string[] {
  const shape = shapeOf(model, shapeName);
  const problem = (sentence: string): string[] => [`${at === "" ? "the answer" : at} ${sentence}`];
  switch (shape.type) {
    case "structure":
      return isRecord(value) ? structureProblems(model, shape, value, at) : problem("is no object");
    case "list":
      if (!Array.isArray(value)) return problem("is no array");
      return [
        ...boundProblems(shape, value.length, "elements").flatMap(problem),
        ...value.flatMap((element, index) => shapeProblems(model, shape.member.shape, element, `${at}[${index}]`)),
      ];
    case "map":
      if (!isRecord(value)) return problem("is no object");
      return Object.entries(value).flatMap(([key, member]) => [
        ...shapeProblems(model, shape.key.shape, key, `the key of ${at}.${key}`),
        ...shapeProblems(model, shape.value.shape, member, `${at}.${key}`),
      ]);
    case "boolean":
      return typeof value === "boolean" ? [] : problem("is no boolean");
    case "string":
      return typeof value === "string" ? textProblems(shape, value).flatMap(problem) : problem("is no string");
    case "blob":
      return typeof value === "string" ? [] : problem("is no Base64 text");
    case "timestamp":
      return typeof value === "number" ? [] : problem("is no number of seconds");
    default:
      if (typeof value !== "number") return problem("is no number");
      if ((shape.type === "integer" || shape.type === "long") && !Number.isInteger(value)) {
        return problem(`is ${value}, no integer`);
      }
      return boundProblems(shape, value, "").flatMap(problem);
  }
}

function structureProblems(
  model: PublishedModel,
  shape: Structure,
  value: Record<string, unknown>,
  at: string,
): string[] {
  const missing = shape.required
    .filter((name) => !Object.hasOwn(value, name))
    .map((name) => `${at}.${name} is required`);
  const wrong = Object.entries(value).flatMap(([name, member]) => {
    const reference = Object.hasOwn(shape.members, name) ? shape.members[name] : undefined;
    return reference
      ? shapeProblems(model, reference.shape, member, `${at}.${name}`)
      : [`${at}.${name} is not in the model`];
  });
  return [...missing, ...wrong];
}

function textProblems(shape: Extract<Shape, { type: "string" }>, text: string): string[] {
  const problems = boundProblems(shape, text.length, "characters");
  if (shape.enum && !shape.enum.includes(text)) problems.push(`is '${text}', none of [${shape.enum.join(", ")}]`);
  if (shape.pattern !== undefined && !patternOf(shape.pattern).test(text)) {
    problems.push(`is '${text}', which does not match ${shape.pattern}`);
  }
  return problems;
}

function boundProblems(
  { min, max }: { min?: number | undefined; max?: number | undefined },
  size: number,
  unit: string,
): string[] {
  const found = `is ${size} ${unit}`.trimEnd();
  if (min !== undefined && size < min) return [`${found}, less than ${min}`];
  return max !== undefined && size > max ? [`${found}, more than ${max}`] : [];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Some patterns of the models escape what JavaScript's Unicode mode does not let them. */
export function patternOf(pattern: string): RegExp {
  try {
    return new RegExp(`^(?:${pattern})$`, "su");
  } catch {
    return new RegExp(`^(?:${pattern})$`, "s");
  }
}
