import { jsonResponse, type Performance } from "../../gateway/rest-json-protocol.ts";
import { describeProvisioned } from "../functions/provisioned-concurrency.ts";
import { MAX_LISTED_FUNCTIONS } from "../limits.ts";
import { pageOf } from "../paging.ts";
import type { LambdaState } from "../state.ts";

/** https://docs.aws.amazon.com/lambda/latest/api/API_ListProvisionedConcurrencyConfigs.html */
export const listProvisionedConcurrencyConfigs = (state: LambdaState): Performance => ({
  perform({ labels, query }) {
    const { functionArn, provisioned } = state.functions.function(labels.FunctionName ?? "");
    const { items, ...next } = pageOf([...provisioned], query, MAX_LISTED_FUNCTIONS);
    const ProvisionedConcurrencyConfigs = items.map(([qualifier, config]) => ({
      FunctionArn: `${functionArn}:${qualifier}`,
      ...describeProvisioned(config, "READY"),
    }));
    return jsonResponse(200, { ProvisionedConcurrencyConfigs, ...next });
  },
});
