mod corpus;
mod files;
mod mutation;
mod references;
