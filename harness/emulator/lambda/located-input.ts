import type { RestPerformance, RestRequest } from "../gateway/rest-json-protocol.ts";
import { constraintViolations } from "../published-model/constraint-violations.ts";
import { shapeOf } from "../published-model/published-model.ts";
import { validationErrors } from "./errors.ts";
import { lambdaModel } from "./lambda-model.ts";

/** The operations, each of which first has the members of path, query and headers held against the published model. */
export function checkingLocatedInput<T extends Readonly<Record<string, RestPerformance>>>(operations: T): T {
  const checking = Object.entries(operations).map(([name, operation]): [string, RestPerformance] => [
    name,
    {
      ...operation,
      perform(request, call) {
        checkLocatedInput(name, request);
        return operation.perform(request, call);
      },
    },
  ]);
  return Object.fromEntries(checking) as T;
}

/** Names, versions and kinds of invocation that need no model to be seen as right: it takes a while to be read. */
const OFTEN_ASKED = new Set(["GetFunction", "GetFunctionConfiguration", "Invoke"]);
const PLAIN_NAME = /^[\w-]{1,64}$/;
const PLAIN_QUALIFIER = /^(?:\$LATEST|[\w-]{1,128})$/;

function isPlain(name: string, { labels, query, http }: RestRequest): boolean {
  if (!OFTEN_ASKED.has(name)) return false;
  const type = http.headers["x-amz-invocation-type"] ?? "RequestResponse";
  return (
    Object.values(labels).every((label) => PLAIN_NAME.test(label)) &&
    [...query].every(([key, value]) => key === "Qualifier" && PLAIN_QUALIFIER.test(value)) &&
    ["RequestResponse", "Event", "DryRun"].includes(type) &&
    ["None", "Tail"].includes(http.headers["x-amz-log-type"] ?? "None")
  );
}

/** What AWS's framework refuses before the service is asked. Throws ValidationException. */
function checkLocatedInput(name: string, request: RestRequest): void {
  if (isPlain(name, request)) return;
  const model = lambdaModel();
  const input = model.operations[name]?.input;
  const shape = input && shapeOf(model, input.shape);
  if (shape?.type !== "structure") return;
  const members = Object.entries(shape.members).flatMap(([member, { location, locationName, shape: type }]) => {
    const text = location && locatedText(request, location, locationName ?? member);
    return text === undefined ? [] : [[member, asNumber(shapeOf(model, type).type, text)] as const];
  });
  const violations = constraintViolations(model, name, Object.fromEntries(members), { place: "elsewhere" });
  if (violations.length > 0) throw validationErrors(violations);
}

function locatedText({ labels, query, http }: RestRequest, location: string, name: string): string | undefined {
  if (location === "uri") return labels[name];
  if (location === "querystring") return query.get(name);
  return location === "header" ? http.headers[name.toLowerCase()] : undefined;
}

const asNumber = (type: string, text: string): unknown =>
  (type === "integer" || type === "long") && /^-?\d+$/.test(text) ? Number(text) : text;
