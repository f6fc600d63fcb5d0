import type { HttpRequest } from "../../network/http.ts";
import { parseRequestTarget } from "./request-target.ts";

/** A member of a request in the query protocol: a text, a list, or further members. */
export type QueryMember = string | readonly QueryMember[] | QueryMembers;
export interface QueryMembers {
  readonly [name: string]: QueryMember;
}

export function queryParameter(http: HttpRequest, name: string): string | undefined {
  return queryParameters(http).find(([candidate]) => candidate === name)?.[1];
}

/** All parameters, those of the path's query first, those of the form behind them. */
function queryParameters(http: HttpRequest): (readonly [name: string, value: string])[] {
  const inQuery = parseRequestTarget(http.path).query;
  const isForm = http.headers["content-type"]?.toLowerCase().startsWith("application/x-www-form-urlencoded") === true;
  return isForm ? [...inQuery, ...parseRequestTarget(`/?${http.body.toString("utf8").trim()}`).query] : [...inQuery];
}

/** What is no member: the operation, its version, and the signature of a presigned request. */
const NO_MEMBER = /^(?:Action|Version|X-Amz-.*|AWSAccessKeyId|Signature.*|Timestamp|Expires)$/i;

/** Deeper than any request of AWS's. */
const MAXIMUM_DEPTH = 12;

/**
 * The members of a request (https://smithy.io/2.0/aws/protocols/aws-query-protocol.html): `Tags.member.1.Key`, and `Attribute.1.Name`
 * of lists that are flattened. An empty list is the text "".
 */
export function queryMembers(http: HttpRequest): QueryMembers {
  const root = new Branch();
  for (const [name, value] of queryParameters(http)) {
    const path = name.split(".");
    if (!NO_MEMBER.test(name) && path.length <= MAXIMUM_DEPTH) root.put(path, value);
  }
  return root.members();
}

class Branch {
  readonly #branches = new Map<string, Branch>();
  #text: string | undefined;

  put([first, ...rest]: readonly string[], value: string): void {
    if (first === undefined) {
      this.#text = value;
      return;
    }
    const branch = this.#branches.get(first) ?? new Branch();
    this.#branches.set(first, branch);
    branch.put(rest, value);
  }

  members(): QueryMembers {
    return Object.fromEntries([...this.#branches].map(([name, branch]) => [name, branch.#member()]));
  }

  #member(): QueryMember {
    if (this.#branches.size === 0) return this.#text ?? "";
    const only = this.#branches.size === 1 ? this.#branches.get("member") : undefined;
    if (only?.isList) return only.#list();
    return this.isList ? this.#list() : this.members();
  }

  get isList(): boolean {
    return this.#branches.size > 0 && [...this.#branches.keys()].every((name) => /^[1-9]\d{0,5}$/.test(name));
  }

  #list(): QueryMember[] {
    return [...this.#branches].sort(([a], [b]) => Number(a) - Number(b)).map(([, branch]) => branch.#member());
  }
}
