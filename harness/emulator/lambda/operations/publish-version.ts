import { z } from "zod";
import { jsonBody, jsonResponse, type Performance } from "../../gateway/rest-json-protocol.ts";
import { CREATING, describeFunction } from "../describe-function.ts";
import { invalidParameterValue } from "../errors.ts";
import { publishVersion as publish } from "../functions/publish-version.ts";
import { MAX_DESCRIPTION_CHARACTERS } from "../limits.ts";
import { optional, parseRequest } from "../request-input.ts";
import { checkRevision, type LambdaState } from "../state.ts";

const schema = z.object({
  CodeSha256: optional(z.string()),
  Description: optional(z.string().max(MAX_DESCRIPTION_CHARACTERS)),
  RevisionId: optional(z.string()),
});

/** https://docs.aws.amazon.com/lambda/latest/api/API_PublishVersion.html */
export const publishVersion = (state: LambdaState): Performance => ({
  perform({ http, labels }) {
    const all = state.functions.function(labels.FunctionName ?? "");
    const { CodeSha256, Description, RevisionId } = parseRequest("PublishVersion", schema, jsonBody(http));
    checkRevision(all.latest.revisionId, RevisionId);
    const sha256 = all.latest.process?.deployed.code.sha256;
    if (CodeSha256 !== undefined && CodeSha256 !== "" && CodeSha256 !== sha256) {
      throw invalidParameterValue(
        `CodeSHA256 (${CodeSha256}) is different from current CodeSHA256 in $LATEST (${sha256}). ` +
          "Please try again with the CodeSHA256 in $LATEST.",
      );
    }
    const last = all.versions.at(-1);
    const published = publish(state, all, Description);
    const { LastUpdateStatus, ...described } = describeFunction(state, published);
    const isNew = published !== last && published.process !== undefined;
    return jsonResponse(201, { ...described, ...(isNew ? CREATING : { LastUpdateStatus }) });
  },
});
