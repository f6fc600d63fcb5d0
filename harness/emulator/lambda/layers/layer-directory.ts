import type { HttpRequest } from "../../../network/http.ts";
import { AwsError } from "../../gateway/aws-error.ts";
import { invalidParameterValue, validationError } from "../errors.ts";
import { MAX_LAYER_NAME_CHARACTERS, MAX_LAYERS_OF_A_FUNCTION, MIN_LAYER_VERSION } from "../limits.ts";
import { codeLocation } from "../processes/code-location.ts";
import type { DeployedCode } from "../processes/deployed-code.ts";
import type { FunctionLayer } from "../processes/deployed-function.ts";
import type { ResourcePolicy } from "../resource-policy/resource-policy.ts";

export interface LayerVersion {
  readonly version: number;
  readonly code: DeployedCode;
  readonly description: string;
  readonly createdAt: number;
  readonly compatibleRuntimes: readonly string[] | undefined;
  readonly compatibleArchitectures: readonly string[] | undefined;
  readonly licenseInfo: string | undefined;
  policy: ResourcePolicy | undefined;
}

export interface Layer {
  versions: readonly LayerVersion[];
  /** Numbers are never given twice. */
  lastVersion: number;
}

/** The layers of one account and region. Functions keep the versions that they have, also when those are deleted. */
export class LayerDirectory {
  readonly #layers = new Map<string, Layer>();
  readonly #at: { readonly accountId: string; readonly region: string };

  constructor(at: { accountId: string; region: string }) {
    this.#at = at;
  }

  arn(name: string): string {
    return `arn:aws:lambda:${this.#at.region}:${this.#at.accountId}:layer:${name}`;
  }

  publish(name: string, version: Omit<LayerVersion, "version" | "policy">): LayerVersion {
    const layer = this.#layers.get(name) ?? { versions: [], lastVersion: 0 };
    const published = { ...version, version: ++layer.lastVersion, policy: undefined };
    layer.versions = [...layer.versions, published];
    this.#layers.set(name, layer);
    return published;
  }

  /** All there are or have been, by name, for who keeps them across restarts. */
  all(): Iterable<readonly [name: string, layer: Layer]> {
    return this.#layers;
  }

  restore(name: string, layer: Layer): void {
    this.#layers.set(name, layer);
  }

  /** The youngest first. */
  versions(name: string): readonly LayerVersion[] {
    return (this.#layers.get(name)?.versions ?? []).toReversed();
  }

  /** Names of layers that have a version, in the order of the alphabet. */
  names(): string[] {
    return [...this.#layers].flatMap(([name, { versions }]) => (versions.length > 0 ? [name] : [])).sort();
  }

  /** Throws ResourceNotFoundException. */
  find(name: string, version: string): LayerVersion {
    const found = this.#layers.get(name)?.versions.find((one) => String(one.version) === version);
    if (found) return found;
    throw new AwsError("ResourceNotFoundException", "The resource you requested does not exist.", { status: 404 });
  }

  /** As `find`, for the permissions of a version (words: memory of AWS's answers, not verified). */
  findForPolicy(name: string, version: string): LayerVersion {
    const found = this.#layers.get(name)?.versions.find((one) => String(one.version) === version);
    if (found) return found;
    const message = `Layer version ${this.arn(name)}:${version} does not exist.`;
    throw new AwsError("ResourceNotFoundException", message, { status: 404 });
  }

  /** Deleting what is not there succeeds, as on AWS. */
  delete(name: string, version: string): void {
    const layer = this.#layers.get(name);
    if (layer) layer.versions = layer.versions.filter((one) => String(one.version) !== version);
  }

  /** The layers that a function asks for. Throws InvalidParameterValueException. */
  ofFunction(arns: readonly string[]): FunctionLayer[] {
    checkLayersTogether(arns);
    return arns.map((arn) => {
      const [, name = "", version = ""] = /:layer:([^:]+):(\d+)$/.exec(arn) ?? [];
      const found = this.#layers.get(name)?.versions.find((one) => String(one.version) === version);
      if (!found || arn !== `${this.arn(name)}:${version}`) {
        throw invalidParameterValue(`Layer version ${arn} does not exist.`);
      }
      return { arn, code: found.code };
    });
  }
}

/** Words: memory of AWS's answers, not verified. */
function checkLayersTogether(arns: readonly string[]): void {
  if (arns.length > MAX_LAYERS_OF_A_FUNCTION) {
    throw invalidParameterValue(`Cannot reference more than ${MAX_LAYERS_OF_A_FUNCTION} layers.`);
  }
  const layers = arns.map((arn) => arn.replace(/:\d+$/, ""));
  const twice = arns.filter(
    (_, index) => layers.indexOf(layers[index] ?? "") !== layers.lastIndexOf(layers[index] ?? ""),
  );
  if (twice.length === 0) return;
  throw invalidParameterValue(
    `Two different versions of the same layer are not allowed to be referenced in the same function. ${twice.join(" and ")} are versions of the same layer.`,
  );
}

/** The number of a version in a request's path. Throws InvalidParameterValueException (words: memory of AWS's, not verified). */
export function layerVersionNumber(text: string): string {
  if (Number(text) < MIN_LAYER_VERSION)
    throw invalidParameterValue(`Layer Version Cannot be less than ${MIN_LAYER_VERSION}.`);
  return text;
}

/** A name, or the ARN of a layer. Throws ValidationException. */
export function layerName(text: string): string {
  const name = text.startsWith("arn:") ? (/:layer:([^:]+)$/.exec(text)?.[1] ?? text) : text;
  if (/^[a-zA-Z0-9_-]+$/.test(name) && name.length <= MAX_LAYER_NAME_CHARACTERS) return name;
  throw validationError(
    `Value '${text}' at 'layerName' failed to satisfy constraint: Member must satisfy regular expression pattern: ` +
      "(arn:[a-zA-Z0-9-]+:lambda:[a-zA-Z0-9-]+:\\d{12}:layer:[a-zA-Z0-9-_]+)|[a-zA-Z0-9-_]+",
  );
}

/** As lists have it; `describeLayerContent` adds what the package is. */
export function describeLayerVersion(layerArn: string, version: LayerVersion) {
  return {
    LayerVersionArn: `${layerArn}:${version.version}`,
    Version: version.version,
    Description: version.description,
    CreatedDate: new Date(version.createdAt).toISOString().replace("Z", "+0000"),
    ...(version.compatibleRuntimes && { CompatibleRuntimes: version.compatibleRuntimes }),
    ...(version.compatibleArchitectures && { CompatibleArchitectures: version.compatibleArchitectures }),
    ...(version.licenseInfo !== undefined && { LicenseInfo: version.licenseInfo }),
  };
}

export function describeLayerContent(layerArn: string, version: LayerVersion, http: HttpRequest) {
  return {
    Content: {
      ...codeLocation(version.code, layerArn, http),
      CodeSha256: version.code.sha256,
      CodeSize: version.code.sizeBytes,
    },
    LayerArn: layerArn,
    ...describeLayerVersion(layerArn, version),
  };
}
