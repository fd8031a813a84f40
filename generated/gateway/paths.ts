// Generated from spec/rest/*.tsp by `npm run generate`. Do not edit.

/** Where each endpoint is. */
export const PATHS = {
  "Sessions.list": "/api/v1/sessions",
  "Sessions.create": "/api/v1/sessions",
  "Sessions.read": "/api/v1/sessions/{sessionId}",
  "Sessions.update": "/api/v1/sessions/{sessionId}",
  "Sessions.delete": "/api/v1/sessions/{sessionId}",
  "Sessions.archive": "/api/v1/sessions/{sessionId}/archive",
  "Sessions.unarchive": "/api/v1/sessions/{sessionId}/unarchive",
  "Sessions.messages": "/api/v1/sessions/{sessionId}/messages",
  "Sessions.runTurn": "/api/v1/sessions/{sessionId}/turns",
  "Sessions.stop": "/api/v1/sessions/{sessionId}/stop",
  "Sessions.steer": "/api/v1/sessions/{sessionId}/steer",
  "Sessions.answer": "/api/v1/sessions/{sessionId}/answers",
  "Sessions.events": "/api/v1/sessions/{sessionId}/events",
  "Sessions.export": "/api/v1/sessions/{sessionId}/export",
  "Sessions.fork": "/api/v1/sessions/{sessionId}/fork",
  "SessionFiles.list": "/api/v1/sessions/{sessionId}/files",
  "SessionFiles.content": "/api/v1/sessions/{sessionId}/files/content",
  "SessionFiles.history": "/api/v1/sessions/{sessionId}/files/history",
  "SessionFiles.at": "/api/v1/sessions/{sessionId}/files/at/{iteration}",
  "Agents.list": "/api/v1/agents",
  "Operations.health": "/health",
  "Operations.ready": "/ready",
  "Operations.metrics": "/metrics",
  "Operations.openapi": "/api/v1/openapi.json",
} as const;
