// libxml2 as schakel uses it: HTML only, never the network.
#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>
#include <libxml/xpath.h>

// xmlFree is a mutable global function pointer, which Swift 6 refuses.
static inline void schakel_xml_free(void *pointer) { xmlFree(pointer); }
