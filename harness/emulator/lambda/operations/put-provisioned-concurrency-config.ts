import { z } from "zod";
import { jsonBody, jsonResponse, type Performance } from "../../gateway/rest-json-protocol.ts";
import { checkProvisioning, describeProvisioned, provisionedPlace } from "../functions/provisioned-concurrency.ts";
import { MIN_PROVISIONED_CONCURRENCY } from "../limits.ts";
import { parseRequest } from "../request-input.ts";
import type { LambdaState } from "../state.ts";

const schema = z.object({ ProvisionedConcurrentExecutions: z.number().int().min(MIN_PROVISIONED_CONCURRENCY) });

/** Has no effect, as no start here is cold: https://docs.aws.amazon.com/lambda/latest/api/API_PutProvisionedConcurrencyConfig.html */
export const putProvisionedConcurrencyConfig = (state: LambdaState): Performance => ({
  perform({ http, labels, query }) {
    const { all, qualifier } = provisionedPlace(state, labels.FunctionName ?? "", query.get("Qualifier"));
    const { ProvisionedConcurrentExecutions } = parseRequest("PutProvisionedConcurrencyConfig", schema, jsonBody(http));
    checkProvisioning(state, all, qualifier, ProvisionedConcurrentExecutions);
    const config = { executions: ProvisionedConcurrentExecutions, modifiedAt: state.deps.clock.now() };
    all.provisioned.set(qualifier, config);
    return jsonResponse(202, describeProvisioned(config, "IN_PROGRESS"));
  },
});
