/** A path pattern: literal segments and `:name`. */
export interface Route<Handler> {
  readonly method: string;
  readonly pattern: string;
  readonly handler: Handler;
}

export type Match<Handler> =
  | { readonly kind: "route"; readonly route: Route<Handler> }
  | { readonly kind: "redirect"; readonly status: 301 | 307; readonly path: string }
  | { readonly kind: "none" };

/**
 * Matches as gin does: a literal segment wins over a parameter; a path that differs from a route only by its last slash
 * is redirected, 301 for GET and 307 otherwise; everything else, a wrong method too, is not found
 * (docs/contract/http-api.md 1).
 */
export class Router<Handler> {
  readonly #routes: readonly Route<Handler>[];

  constructor(routes: readonly Route<Handler>[]) {
    this.#routes = routes;
  }

  match(method: string, path: string): Match<Handler> {
    const route = this.#find(method, path);
    if (route) return { kind: "route", route };
    const other = path.endsWith("/") ? path.slice(0, -1) : `${path}/`;
    if (other !== "" && this.#find(method, other)) {
      return { kind: "redirect", status: method === "GET" ? 301 : 307, path: other };
    }
    return { kind: "none" };
  }

  #find(method: string, path: string): Route<Handler> | undefined {
    const matching = this.#routes.filter((route) => route.method === method && fits(route.pattern, path));
    return matching.toSorted((a, b) => parameters(a.pattern) - parameters(b.pattern))[0];
  }
}

function fits(pattern: string, path: string): boolean {
  const wanted = pattern.split("/");
  const given = path.split("/");
  if (wanted.length !== given.length) return false;
  return wanted.every((segment, index) => (segment.startsWith(":") ? given[index] !== "" : segment === given[index]));
}

function parameters(pattern: string): number {
  return pattern.split("/:").length - 1;
}
