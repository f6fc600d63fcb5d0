import type { LambdaName } from "../../../system/infrastructure.ts";
import type { RevisionName } from "../../../system/revisions.ts";

/**
 * A system of the user's own, as `harness.config.ts` names it: read, checked, every path absolute, and plain data, so
 * that it can be handed to worker threads. What is absent is the replica's.
 */
export interface ForeignSystem {
  /** Its key in the configuration: `--system NAME`. */
  readonly name: string;
  /** The file that it stands in. */
  readonly configPath: string;
  /** The revision whose stories and expectations it is held against. */
  readonly revision: RevisionName;
  readonly clock: "real" | "virtual";
  /** Known red scenarios; the file need not exist. */
  readonly baselinePath: string;
  readonly server?: ForeignServer;
  /** Lambdas that replace the replica's. */
  readonly lambdas: Readonly<Partial<Record<LambdaName, ForeignLambda>>>;
  /** Files with definitions in Amazon States Language that replace the replica's. */
  readonly stateMachines: Readonly<Partial<Record<"processing" | "finalization", string>>>;
  readonly database: ForeignDatabase;
  /** Side services, one of each for every world. */
  readonly services: readonly "redis"[];
}

/** The server: a program that each world starts in a working directory of its own. */
export interface ForeignServer {
  /** Program and parameters; placeholders are filled in. */
  readonly command: readonly string[];
  /** Files to be made in the working directory: a path relative to it, and where the content comes from. */
  readonly files: readonly ForeignFile[];
  /** Values with placeholders. Nothing else of the harness's environment but PATH, HOME and the temporary folder. */
  readonly environment: Readonly<Record<string, string>>;
  readonly ready: Readiness;
  /**
   * The YAML file among `files` in which a story's own settings are put under the keys of docs/contract/config.md 1.
   * Without it such stories are not applicable.
   */
  readonly settingsFile?: string;
}

export interface ForeignFile {
  /** Relative to the working directory. */
  readonly path: string;
  readonly content:
    | { readonly kind: "template"; readonly text: string; readonly from: string }
    /** Linked or copied as it is; a folder with all that it holds. */
    | { readonly kind: "copy"; readonly from: string };
}

/** When the server counts as started: its port takes connections, a path answers below 500, or a line matches and then its port does. */
export type Readiness =
  | { readonly kind: "port" }
  | { readonly kind: "path"; readonly path: string }
  | { readonly kind: "line"; readonly pattern: string };

export interface ForeignLambda {
  readonly code: ForeignCode;
  /** Beside the variables that are deployed anyway (docs/contract/config.md 2); placeholders are filled in. */
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * `zip`: a deployment package; `bootstrap`: a folder with that file at its top, or such an executable file; `command`: a
 * program that speaks the Lambda Runtime API, started in the configuration's folder.
 */
export type ForeignCode =
  | { readonly kind: "zip"; readonly path: string }
  | { readonly kind: "bootstrap"; readonly path: string }
  | { readonly kind: "command"; readonly command: readonly string[] };

export interface ForeignDatabase {
  /** The name that the server insists on. */
  readonly name: string;
  /** SQL files in order; empty: the replica's schema of the revision. */
  readonly schema: readonly string[];
  /** SQL files in order; empty: the replica's seeds. */
  readonly seeds: readonly string[];
  /** Tables watched besides the media pipeline's own. */
  readonly watch: readonly { readonly table: string; readonly key?: string }[];
}
