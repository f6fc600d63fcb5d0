import { jsonResponse, type RestPerformance } from "../../gateway/rest-json-protocol.ts";
import { describeFunction } from "../describe-function.ts";
import { validationError } from "../errors.ts";
import { MAX_LISTED_FUNCTIONS } from "../limits.ts";
import { pageOf } from "../paging.ts";
import type { LambdaState } from "../state.ts";

/** `FunctionVersion=ALL` lists published versions too: https://docs.aws.amazon.com/lambda/latest/api/API_ListFunctions.html */
export const listFunctions = (state: LambdaState): RestPerformance => ({
  resource: () => ({ arn: "*", label: "" }),
  perform({ query }) {
    const asked = query.get("FunctionVersion");
    if (asked !== undefined && asked !== "ALL") {
      throw validationError(
        `Value '${asked}' at 'functionVersion' failed to satisfy constraint: Member must satisfy enum value set: [ALL]`,
      );
    }
    const all = state.functions
      .all()
      .flatMap(({ latest, versions }) => (asked === "ALL" ? [latest, ...versions] : [latest]));
    const { items, ...next } = pageOf(all, query, MAX_LISTED_FUNCTIONS);
    const Functions = items.map((item) => {
      const arn = asked === "ALL" ? `${item.all.functionArn}:${item.version}` : item.functionArn;
      const {
        State: _,
        LastUpdateStatus: __,
        RuntimeVersionConfig: ___,
        ...described
      } = describeFunction(state, item, arn);
      return described;
    });
    return jsonResponse(200, { Functions, ...next });
  },
});
