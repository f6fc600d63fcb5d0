/** One statement of a role's policy: AWS action names and resource ARNs, `*` and `?` as wildcards, as in IAM. */
export interface PolicyStatement {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
}

export type Policies = Readonly<Record<string, readonly PolicyStatement[]>>;

/** Decides as IAM does for identity policies without Deny: allowed when one statement matches action and resource. */
export function isAllowed(policies: Policies, role: string, action: string, resource: string): boolean {
  const statements = policies[role];
  if (!statements) return false;
  return statements.some(
    (statement) =>
      statement.actions.some((pattern) => matchesPattern(pattern, action)) &&
      statement.resources.some((pattern) => matchesPattern(pattern, resource)),
  );
}

function matchesPattern(pattern: string, text: string): boolean {
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, "\\$&")
    .replace(/\*/g, ".*")
    .replace(/\?/g, ".");
  return new RegExp(`^${source}$`, "s").test(text);
}
