import type { ServiceAnswer } from "../../service-calls/index.ts";
import { Document } from "../json/document.ts";
import { fromNative } from "../json/native.ts";
import { callAsTask } from "./call-role.ts";
import type { Integration } from "./integration.ts";
import { fromJavaAttributes, toJavaAttributes } from "./java-attributes.ts";
import { sdkRequest } from "./json-text-members.ts";
import { publishedMembers } from "./published-members.ts";
import { sdkFailure } from "./sdk-failure.ts";
import { sdkMediaConvertCreateJob } from "./sdk-media-convert-create-job.ts";
import { toSdkMembers } from "./sdk-members.ts";
import type { SdkService } from "./sdk-services.ts";

/** `aws-sdk:<service>:<action>`: any operation, members as AWS's second Java SDK spells them, no HTTP metadata. */
export function sdkCall(sdk: SdkService, action: string): Integration {
  if (sdk.service === "mediaconvert" && action === "createJob") return sdkMediaConvertCreateJob(sdk);
  const operation = action.charAt(0).toUpperCase() + action.slice(1);
  return {
    async call(request, run) {
      const spelled = sdkRequest(sdk.service, request);
      const given = sdk.service === "dynamodb" ? fromJavaAttributes(spelled) : spelled;
      const answer = await callAsTask(sdk.service, operation, given, run).catch((error: unknown) => {
        throw sdkFailure(sdk, error);
      });
      const published = publishedMembers(sdk.service, operation, responseOf(sdk, operation, answer));
      const members = sdk.service === "dynamodb" ? toJavaAttributes(published) : published;
      return new Document(fromNative(toSdkMembers(members)));
    },
  };
}

/** Java has an empty map where an object has no metadata (recorded: test_s3_get_object). */
function responseOf(
  sdk: SdkService,
  operation: string,
  { response }: ServiceAnswer,
): Readonly<Record<string, unknown>> {
  const readsObject = sdk.service === "s3" && (operation === "GetObject" || operation === "HeadObject");
  return readsObject ? { Metadata: {}, ...response } : response;
}
