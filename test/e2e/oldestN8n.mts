// For `host/install.mts`, and for the scripts that tests start.
process.env.N8N_HOST = 'oldest';
