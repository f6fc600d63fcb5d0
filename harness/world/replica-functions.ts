import { loadLambda } from "../../lambdas/load.ts";
import type { LambdaDependencies, LambdaHandler } from "../../lambdas/ports.ts";
import type { FunctionDescription } from "../../system/infrastructure.ts";
import { System } from "../../system/revisions.ts";
import { createClients } from "../cloud/backends/clients.ts";
import { inProcessRequestHandler } from "../cloud/backends/request-handler.ts";
import { catchOutboundHttp, withOutboundHttp } from "../network/outbound-http.ts";
import { findFfmpeg } from "../support/ffmpeg/find-ffmpeg.ts";
import { credentialOf } from "./credentials.ts";
import type { WorldParts } from "./world-parts.ts";

/** Virtual time that a function's first invocation spends on its start, as a Go binary on AWS does. */
const COLD_START_MS = 120;

/**
 * The replica's Lambdas as handlers of the emulated Lambda service. A function is loaded at its first invocation, as
 * real work of its cold start.
 */
export function createReplicaFunction(description: FunctionDescription, parts: WorldParts): LambdaHandler {
  let loading: Promise<LambdaHandler> | undefined;
  return async (payload, context) => {
    loading ??= parts.clock.run(`cold start of ${description.name}`, COLD_START_MS, () => load(description, parts));
    const handler = await loading;
    return withOutboundHttp(parts.outbound(description.name), () => handler(payload, context));
  };
}

async function load(description: FunctionDescription, parts: WorldParts): Promise<LambdaHandler> {
  const { name, code, role } = description;
  const { accessKeyId, secretAccessKey } = credentialOf(role);
  const clients = createClients({
    endpoint: parts.cloudUrl.href,
    region: parts.region,
    credentials: { accessKeyId, secretAccessKey },
    requestHandler: inProcessRequestHandler((request) => parts.sendToCloud(name, request)),
  });
  const needsHttp = code === "callback";
  const [s3, sfn, create] = await Promise.all([
    clients.s3(),
    clients.sfn(),
    loadLambda(code),
    needsHttp ? catchOutboundHttp() : undefined,
  ]);
  const dependencies: LambdaDependencies = {
    // D20: a function that is not redeployed runs the build before, which is the current revision's.
    system: description.build === "previous" ? new System("current") : parts.system,
    environment: code === "video_thumbnails" ? withFfmpeg(description.environment) : description.environment,
    s3: () => s3,
    sfn: () => sfn,
    now: () => parts.clock.now(),
    random: (exclusiveMax) => parts.random.stream(name).integer(exclusiveMax),
    log: ({ level, message, fields }) => {
      parts.network.trace.record({ kind: "log", source: name, level, message, fields });
    },
    compute: (label, modelledMs, work) => parts.clock.run(`${name}: ${label}`, modelledMs, work),
    ...(parts.memoise && { memoise: parts.memoise }),
    timer: (label, ms, callback) => parts.clock.timer(`${name}: ${label}`, ms, callback),
  };
  return create(dependencies);
}

/** In place of the layer that brings ffmpeg on AWS. Without one here the Lambda says itself that it is missing. */
function withFfmpeg(environment: FunctionDescription["environment"]): FunctionDescription["environment"] {
  const ffmpeg = findFfmpeg(process.env);
  return "path" in ffmpeg ? { ...environment, FFMPEG_PATH: ffmpeg.path } : environment;
}
