import { setTimeout as delay } from "node:timers/promises";
import { type Context, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { defaultResource, resourceFromAttributes } from "@opentelemetry/resources";
import { BatchSpanProcessor, TracerProvider } from "@opentelemetry/sdk-trace";
import type { Tracing } from "./tracing.ts";

export interface OtlpTracingOptions {
  /** Where the collector is; `/v1/traces` is added. */
  endpoint: string;
  serviceName: string;
  serviceVersion: string;
}

/** How long the last spans may take to be sent. A collector that does not take them is no reason to end late. */
const CLOSE_TIMEOUT_MS = 1000;
/** `version-traceId-spanId-flags`, W3C Trace Context section 3.2. */
const TRACEPARENT = /^[0-9a-f]{2}-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

/** Sends spans to an OpenTelemetry collector. Loaded only when there is one: it takes its time. */
export function createOtlpTracing({ endpoint, serviceName, serviceVersion }: OtlpTracingOptions): Tracing {
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/+$/, "")}/v1/traces` });
  const provider = new TracerProvider({
    resource: defaultResource().merge(resourceFromAttributes({ "service.name": serviceName, "service.version": serviceVersion })),
    spanProcessors: [new BatchSpanProcessor({ exporter })],
  });
  const tracer = provider.getTracer("diminuendo", serviceVersion);
  return {
    start(name, attributes, traceparent) {
      const span = tracer.startSpan(name, { kind: SpanKind.SERVER, attributes }, parentOf(traceparent));
      return {
        end(errorCode) {
          if (errorCode !== undefined) {
            span.setAttribute("error.type", errorCode);
            span.setStatus({ code: SpanStatusCode.ERROR, message: errorCode });
          }
          span.end();
        },
      };
    },
    close: () => Promise.race([provider.shutdown().catch(() => undefined), delay(CLOSE_TIMEOUT_MS, undefined, { ref: false })]),
  };
}

function parentOf(traceparent: string | undefined): Context {
  const match = TRACEPARENT.exec(traceparent ?? "");
  if (match === null) return ROOT_CONTEXT;
  const [, traceId = "", spanId = "", flags = "00"] = match;
  return trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags: Number.parseInt(flags, 16), isRemote: true });
}
