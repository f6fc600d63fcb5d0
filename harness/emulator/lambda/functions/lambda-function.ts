import type { EventInvokeConfig } from "../event-invoke/event-invoke-config.ts";
import type { FunctionHandler } from "../function-handler.ts";
import type { FunctionUrl } from "../function-url/function-url.ts";
import type { ProcessFunction } from "../processes/process-function.ts";
import type { ResourcePolicy } from "../resource-policy/resource-policy.ts";
import type { Alias } from "./alias.ts";

export interface FunctionRegistration {
  readonly functionName: string;
  /** Name of the role, as the policies know it. */
  readonly role: string;
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
  readonly environment: Readonly<Record<string, string>>;
  /** More invocations at the same time are throttled; default: no limit. */
  readonly reservedConcurrency?: number;
  readonly handler: FunctionHandler;
  /** Present when the function was created over the API and runs in processes of its own. */
  readonly process?: ProcessFunction;
  readonly tags?: Readonly<Record<string, string>>;
}

/** One version of a function, as it runs: `$LATEST`, or one that was published and never changes. */
export interface RegisteredFunction extends Omit<FunctionRegistration, "reservedConcurrency" | "tags"> {
  /** Of `$LATEST` without a version. */
  readonly functionArn: string;
  /** `$LATEST` or a number. */
  readonly version: string;
  readonly modifiedAt: number;
  /** A permission that is added or removed gives another. */
  revisionId: string;
  readonly all: LambdaFunction;
}

/** A function with all of its versions, and what is said of it beside its code and configuration. */
export class LambdaFunction {
  readonly functionName: string;
  /** Without a version. */
  readonly functionArn: string;
  latest: RegisteredFunction;
  /** Those that were published and not deleted, in their order. */
  versions: readonly RegisteredFunction[] = [];
  /** Numbers are never given twice. */
  lastVersion = 0;
  readonly aliases = new Map<string, Alias>();
  /** Invocations under way, of all versions. */
  active = 0;
  reservedConcurrency: number | undefined;
  tags: Readonly<Record<string, string>>;
  /** By qualifier; "" is the function itself. */
  readonly policies = new Map<string, ResourcePolicy>();
  /** By qualifier; "" is the function itself. */
  readonly urls = new Map<string, FunctionUrl>();
  /** By qualifier; "$LATEST" is the function itself. */
  readonly eventInvokeConfigs = new Map<string, EventInvokeConfig>();
  /** By qualifier: executions that were asked for; without effect, as no start here is cold. */
  readonly provisioned = new Map<string, { readonly executions: number; readonly modifiedAt: number }>();
  /** Kept and answered, without effect. */
  recursiveLoop: "Allow" | "Terminate" = "Terminate";
  /** By qualifier. */
  readonly runtimeUpdates = new Map<string, RuntimeUpdates>();

  constructor(registration: FunctionRegistration, functionArn: string, at: { now: number; revisionId: string }) {
    this.functionName = registration.functionName;
    this.functionArn = functionArn;
    this.reservedConcurrency = registration.reservedConcurrency;
    this.tags = registration.tags ?? {};
    this.latest = this.#version("$LATEST", registration, at);
  }

  /** Replaces `$LATEST`; what is not said of tags and concurrency stays. */
  replace(registration: FunctionRegistration, at: { now: number; revisionId: string }): void {
    this.reservedConcurrency = registration.reservedConcurrency ?? this.reservedConcurrency;
    this.tags = registration.tags ?? this.tags;
    this.latest = this.#version("$LATEST", registration, at);
  }

  /** Adds a version that never changes. */
  publish(registration: FunctionRegistration, at: { now: number; revisionId: string }): RegisteredFunction {
    const published = this.#version(String(++this.lastVersion), registration, at);
    this.versions = [...this.versions, published];
    return published;
  }

  #version(
    version: string,
    { reservedConcurrency: _, tags: __, ...own }: FunctionRegistration,
    { now, revisionId }: { now: number; revisionId: string },
  ): RegisteredFunction {
    const functionArn = version === "$LATEST" ? this.functionArn : `${this.functionArn}:${version}`;
    return { ...own, functionArn, version, modifiedAt: now, revisionId, all: this };
  }
}

/** How AWS would renew the runtime; without effect, as it is this machine's. */
export interface RuntimeUpdates {
  readonly updateRuntimeOn: "Auto" | "Manual" | "FunctionUpdate";
  readonly runtimeVersionArn: string | undefined;
}
