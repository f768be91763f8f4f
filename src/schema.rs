//! The published JSON Schemas: what a request, a rule and the output may hold.
