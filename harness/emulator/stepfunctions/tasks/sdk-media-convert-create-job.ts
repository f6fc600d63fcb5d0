import { Document } from "../json/document.ts";
import { fromNative, toNative } from "../json/native.ts";
import type { Integration } from "./integration.ts";
import { sdkFailure } from "./sdk-failure.ts";
import type { SdkService } from "./sdk-services.ts";

/** `aws-sdk:mediaconvert:createJob`: the room is asked directly, as by the optimised integration; members are the room's. */
export const sdkMediaConvertCreateJob = (sdk: SdkService): Integration => ({
  async call(request, run) {
    const { integrations } = run.thread.execution;
    const answer = await integrations
      .mediaConvertCreateJob({ request: toNative(request.value), source: "states" })
      .catch((error: unknown) => {
        throw sdkFailure(sdk, error);
      });
    return new Document(fromNative(answer.response));
  },
});
