/** A name for one version, or for two that share the invocations. */
export interface Alias {
  readonly name: string;
  readonly functionVersion: string;
  readonly description: string;
  /** The share of invocations, 0 to 1, that another version gets. */
  readonly additionalVersionWeights: Readonly<Record<string, number>>;
  readonly revisionId: string;
}

/** As the API describes it. */
export function describeAlias(functionArn: string, alias: Alias) {
  const { additionalVersionWeights: weights } = alias;
  return {
    AliasArn: `${functionArn}:${alias.name}`,
    Name: alias.name,
    FunctionVersion: alias.functionVersion,
    Description: alias.description,
    ...(Object.keys(weights).length > 0 && { RoutingConfig: { AdditionalVersionWeights: weights } }),
    RevisionId: alias.revisionId,
  };
}

/** The version that one invocation gets; `chance` is between 0 and 1. */
export function versionOf({ functionVersion, additionalVersionWeights }: Alias, chance: () => number): string {
  const weights = Object.entries(additionalVersionWeights);
  if (weights.length === 0) return functionVersion;
  let left = chance();
  for (const [version, weight] of weights) {
    left -= weight;
    if (left < 0) return version;
  }
  return functionVersion;
}
