//! What a picture is: size, colour, orientation, caption.
