// Answers from memory what Dear ImGui's OpenGL backend asks before every frame: the state that it finds, in order to
// put it back. A browser has to wait for the graphics process to draw all that is under way before it can say (this
// was nine tenths of the time of a frame), and nobody else draws on this canvas, so there is nothing to put back.
//
// A function of this name in the module takes the place of Emscripten's; the rest goes on to that one.

#include <GLES3/gl3.h>

extern "C" void emscripten_glGetIntegerv(GLenum name, GLint* values);

extern "C" void glGetIntegerv(GLenum name, GLint* values) {
  switch (name) {
    case GL_ACTIVE_TEXTURE:
      *values = GL_TEXTURE0;
      break;
    case GL_CURRENT_PROGRAM:
    case GL_TEXTURE_BINDING_2D:
    case GL_SAMPLER_BINDING:
    case GL_ARRAY_BUFFER_BINDING:
    case GL_ELEMENT_ARRAY_BUFFER_BINDING:
    case GL_VERTEX_ARRAY_BINDING:
      *values = 0;
      break;
    case GL_VIEWPORT:
    case GL_SCISSOR_BOX:
      for (int i = 0; i < 4; ++i) values[i] = 0;
      break;
    case GL_BLEND_SRC_RGB:
    case GL_BLEND_SRC_ALPHA:
      *values = GL_ONE;
      break;
    case GL_BLEND_DST_RGB:
    case GL_BLEND_DST_ALPHA:
      *values = GL_ZERO;
      break;
    case GL_BLEND_EQUATION_RGB:
    case GL_BLEND_EQUATION_ALPHA:
      *values = GL_FUNC_ADD;
      break;
    default:
      emscripten_glGetIntegerv(name, values);
      break;
  }
}
