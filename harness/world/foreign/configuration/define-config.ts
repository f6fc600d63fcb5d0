import type { LambdaName } from "../../../../system/infrastructure.ts";
import type { RevisionName } from "../../../../system/revisions.ts";

/**
 * What `harness.config.ts` says: systems of your own, and stories of your own. Relative paths start at that file.
 * `{{name}}` in commands, environment values and templates stands for a value of the world, such as
 * `{{cloud.endpoint}}`; docs/harness-config.md lists all of them.
 */
export interface HarnessConfig {
  /** By the names that `--system NAME` takes. */
  readonly systems?: Readonly<Record<string, SystemConfig>>;
  /**
   * Folders with `*.scenario.ts` files that run beside the project's own. Their ids begin with the folder's name, or
   * with the key: `{ media: "test/stories" }` gives `media/first`.
   */
  readonly stories?: string | readonly string[] | Readonly<Record<string, string>>;
}

/** Whatever is absent is the replica's. At least one of `server`, `lambdas` and `stateMachines` is there. */
export interface SystemConfig {
  /** The revision whose stories and expectations the system is held against. Default: `current`. */
  readonly revision?: RevisionName;
  /** Default: `real`. */
  readonly clock?: "real" | "virtual";
  /** File of the scenarios that are known to be red; it need not exist. Default: `NAME.baseline.json`. */
  readonly baseline?: string;
  readonly server?: ServerConfig;
  /** Each a path (deployment package, bootstrap, or folder with a bootstrap) or an object. */
  readonly lambdas?: Readonly<Partial<Record<LambdaName, string | LambdaConfig>>>;
  /** JSON files in Amazon States Language. */
  readonly stateMachines?: { readonly processing?: string; readonly finalization?: string };
  readonly database?: DatabaseConfig;
  /** Side services; every world gets its own. */
  readonly services?: readonly "redis"[];
}

export interface ServerConfig {
  /** Program and parameters: one text, whose words may be quoted, or a list. */
  readonly command: string | readonly string[];
  /**
   * What stands in the working directory when the server starts, by relative path: a `template()`, a copy, or the text
   * itself, in which placeholders are filled in as well.
   */
  readonly files?: Readonly<Record<string, string | FileTemplate | FileCopy | FileText>>;
  readonly environment?: EnvironmentConfig;
  /** When the server counts as started. Default: `port`. */
  readonly ready?: ReadyConfig;
  /** The YAML file among `files` that takes a story's settings (docs/contract/config.md 1). */
  readonly settings?: string;
}

/** Its port takes connections (`port`), a path answers below 500 (`/health`), or a line of its output matches. */
export type ReadyConfig =
  | "port"
  | `/${string}`
  | RegExp
  | { readonly path: string }
  | { readonly line: string | RegExp };

export interface FileTemplate {
  /** The file with the placeholders. */
  readonly template: string;
}

export interface FileCopy {
  /** A file or a folder, taken as it is. */
  readonly copy: string;
}

export interface FileText {
  /** The content itself, with placeholders. */
  readonly text: string;
}

/** Exactly one of `path`, `zip`, `bootstrap` and `command`. */
export interface LambdaConfig {
  /** A `zip` or a `bootstrap`, whichever it is. */
  readonly path?: string;
  /** A deployment package with an executable `bootstrap` at its top. */
  readonly zip?: string;
  /** An executable file, or a folder with one that is called `bootstrap`. */
  readonly bootstrap?: string;
  /** A program that speaks the Lambda Runtime API, started in the configuration's folder. */
  readonly command?: string | readonly string[];
  /** Beside the variables that are deployed anyway (docs/contract/config.md 2). */
  readonly environment?: EnvironmentConfig;
}

export type EnvironmentConfig = Readonly<Record<string, string | number | boolean>>;

export interface DatabaseConfig {
  /** Default: `toq`. */
  readonly name?: string;
  /** SQL files in order. Default: the replica's schema of the revision. */
  readonly schema?: string | readonly string[];
  /** SQL files in order. Default: the replica's seeds. */
  readonly seeds?: string | readonly string[];
  /** Tables whose rows are watched besides the media pipeline's own, with the column that tells rows apart. */
  readonly watch?: readonly (string | { readonly table: string; readonly key?: string })[];
}

/** Gives an editor the types; the content is checked when the file is used. */
export function defineConfig(config: HarnessConfig): HarnessConfig {
  return config;
}

/** A file of the working directory that is made from `path` with its placeholders filled in. */
export function template(path: string): FileTemplate {
  return { template: path };
}
