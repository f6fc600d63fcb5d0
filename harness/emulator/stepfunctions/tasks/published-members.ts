import { type PublishedResults, readPublishedResults } from "../../published-model/published-results.ts";
import type { ServiceName } from "../../room.ts";

/** Botocore's names of the services. */
const MODELS: Partial<Record<ServiceName, string>> = { states: "stepfunctions" };

const read = new Map<string, PublishedResults | undefined>();

function resultsOf(service: ServiceName): PublishedResults | undefined {
  const name = MODELS[service] ?? service;
  if (!read.has(name)) read.set(name, readPublishedResults(name));
  return read.get(name);
}

/**
 * A response without what the operation's published model does not have: SDK integrations hand on what Java's classes hold
 * (reported of recordings held back). Members may be spelled with a capital.
 */
export function publishedMembers(
  service: ServiceName,
  operation: string,
  response: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const results = resultsOf(service);
  const shape = results?.operations[operation];
  // An operation without a result answers nothing, one that the model does not know is left as it is.
  if (!results || shape === undefined) return response;
  return shape === null ? {} : (known(results, shape, response) as Readonly<Record<string, unknown>>);
}

function known(results: PublishedResults, name: string, value: unknown): unknown {
  const shape = results.shapes[name];
  if (typeof value !== "object" || value === null || !shape) return value;
  if (Array.isArray(value))
    return shape.type === "list" ? value.map((item) => known(results, shape.member, item)) : value;
  if (shape.type === "map") {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, known(results, shape.value, item)]));
  }
  if (shape.type !== "structure") return value;
  const members = new Map(Object.entries(shape.members).map(([member, inner]) => [capitalised(member), inner]));
  return Object.fromEntries(
    Object.entries(value).flatMap(([member, item]) => {
      const inner = members.get(capitalised(member));
      return inner === undefined ? [] : [[member, known(results, inner, item)]];
    }),
  );
}

const capitalised = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);
