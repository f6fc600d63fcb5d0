import { z } from "zod";
import { jsonBody, jsonResponse, type Performance } from "../../gateway/rest-json-protocol.ts";
import { zipOf } from "../code-source.ts";
import { describeLayerContent, layerName } from "../layers/layer-directory.ts";
import {
  MAX_COMPATIBLE_ARCHITECTURES,
  MAX_COMPATIBLE_RUNTIMES,
  MAX_DESCRIPTION_CHARACTERS,
  MAX_LICENSE_CHARACTERS,
} from "../limits.ts";
import { optional, parseRequest } from "../request-input.ts";
import type { LambdaState } from "../state.ts";

const schema = z.object({
  Content: z.strictObject({
    ZipFile: optional(z.base64().transform((text) => Buffer.from(text, "base64"))),
    S3Bucket: optional(z.string()),
    S3Key: optional(z.string()),
    S3ObjectVersion: optional(z.string()),
  }),
  Description: optional(z.string().max(MAX_DESCRIPTION_CHARACTERS)),
  CompatibleRuntimes: optional(z.array(z.string()).max(MAX_COMPATIBLE_RUNTIMES)),
  CompatibleArchitectures: optional(z.array(z.enum(["x86_64", "arm64"])).max(MAX_COMPATIBLE_ARCHITECTURES)),
  LicenseInfo: optional(z.string().max(MAX_LICENSE_CHARACTERS)),
});

/** https://docs.aws.amazon.com/lambda/latest/api/API_PublishLayerVersion.html */
export const publishLayerVersion = (state: LambdaState): Performance => ({
  async perform({ http, labels }) {
    const name = layerName(labels.LayerName ?? "");
    const input = parseRequest("PublishLayerVersion", schema, jsonBody(http));
    const content = { ...input.Content, ImageUri: undefined };
    const code = await state.processes.unpack(name, await zipOf("PublishLayerVersion", content, state.sendAs));
    const published = state.layers.publish(name, {
      code,
      description: input.Description ?? "",
      createdAt: state.deps.clock.now(),
      compatibleRuntimes: input.CompatibleRuntimes,
      compatibleArchitectures: input.CompatibleArchitectures,
      licenseInfo: input.LicenseInfo,
    });
    return jsonResponse(201, describeLayerContent(state.layers.arn(name), published, http));
  },
});
