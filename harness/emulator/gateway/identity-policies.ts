/** What a statement of a role's or a user's policy says, as JSON has it. */
interface Statement {
  readonly Effect?: unknown;
  readonly Action?: unknown;
  readonly NotAction?: unknown;
  readonly Resource?: unknown;
  readonly NotResource?: unknown;
  readonly Condition?: unknown;
}

/** Policies of the roles and users that IAM's operations have made: asked where permissions are enforced. */
export class IdentityPolicies {
  readonly #documents = new Map<string, () => readonly string[]>();

  /** `documents` are asked for anew each time, because policies are attached and detached. */
  register(name: string, documents: () => readonly string[]): void {
    this.#documents.set(name, documents);
  }

  remove(name: string): void {
    this.#documents.delete(name);
  }

  /** An explicit Deny wins; a statement with a condition that we do not read allows nothing and denies. */
  isAllowed(name: string, action: string, resource: string): boolean {
    const statements = (this.#documents.get(name)?.() ?? []).flatMap(statementsOf);
    const matching = statements.filter((statement) => applies(statement, action, resource));
    if (matching.some(({ Effect }) => Effect === "Deny")) return false;
    return matching.some(({ Effect, Condition }) => Effect === "Allow" && Condition === undefined);
  }
}

function statementsOf(document: string): Statement[] {
  const { Statement } = JSON.parse(document) as { readonly Statement?: unknown };
  return [Statement].flat().filter((one): one is Statement => typeof one === "object" && one !== null);
}

function applies({ Action, NotAction, Resource, NotResource }: Statement, action: string, resource: string): boolean {
  const names = (patterns: unknown, text: string, fold: (text: string) => string) =>
    [patterns].flat().some((pattern) => typeof pattern === "string" && fits(fold(pattern), fold(text)));
  const lower = (text: string) => text.toLowerCase();
  const same = (text: string) => text;
  const acts = Action === undefined ? !names(NotAction, action, lower) : names(Action, action, lower);
  return acts && (Resource === undefined ? !names(NotResource, resource, same) : names(Resource, resource, same));
}

function fits(pattern: string, text: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replace(/\*+/g, ".*")
    .replace(/\?/g, ".");
  return new RegExp(`^${source}$`, "s").test(text);
}
