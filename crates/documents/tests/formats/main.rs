//! Every format of a document: what a reader, a screen reader and a machine find in it.

mod fixture;
mod html;
mod pdf;
mod docx;
mod sheets;
mod csv;
mod rendered;
